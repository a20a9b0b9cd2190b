// Which figure of the rules moved all limits together: the run's own facts under every mix of the two policies' figures, priced anew.
import { coalitionValues, shapley } from "@/lib/optimizer/explanation/index.ts";
import { nodeLabel, quantityText, signedQuantityText } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { limitOfKey, loadRunColumns, type RunColumns } from "@/server/planning/traces.ts";
import { findPolicyVersion } from "@/server/repositories/policy-read.ts";
import {
  capacityPolicyOf,
  policyFields,
  withFields,
} from "@/server/services/policies/policy-fields.ts";
import { limitsUnder } from "@/server/services/policies/simulate-capacity.ts";
import { usableOf } from "@/server/services/policies/simulate-draft.ts";
import { comparedRun, monthAfter } from "./compared-run.ts";
import type { Desk, DeskReader } from "./desk-reader.ts";
import type { DeskTold } from "./schemas.ts";

/** 64 pricings at most. */
const MOST_FIGURES = 6;

interface Figure {
  readonly label: string;
  readonly changes: { path: string; value: number }[];
}

export interface PolicyShift {
  readonly storageType: string;
  readonly monthOn: string;
  readonly version: number;
  readonly baseVersion: number;
  /** The sum of the pool's limits under the base's rules, and as announced. */
  readonly fromMm3: number;
  readonly toMm3: number;
  /** Largest first; they add up to the change. */
  readonly figures: readonly { readonly label: string; readonly amountMm3: number }[];
  readonly pricingCount: number;
}

/**
 * Exact Shapley values of the figures that changed, in the pool whose sum they moved most. Throws precondition_failed for more than six
 * of them.
 */
export async function explainPolicyShift(
  desk: Pick<Desk, "tx" | "scope">,
  locale: DeskReader["locale"],
): Promise<PolicyShift> {
  const { tx, scope } = desk;
  const { run, base, pools } = await comparedRun(desk);
  const now = await findPolicyVersion(tx, run.capacityPolicyId);
  const before = await findPolicyVersion(tx, base.capacityPolicyId);
  if (!now || !before) throw new Error(`policy shift: run ${run.runId} names no policy`);
  const figures = changedFigures(before.body, now.body, locale);
  if (figures.length > MOST_FIGURES)
    throw new DomainError("precondition_failed", { rule: "too_many_figures" });
  const decisions = await loadRunColumns(tx, scope, run.runId, "capacity");
  const usableMm3 = await usableOf(tx, run.runId);
  const priced = Array.from({ length: 2 ** figures.length }, (_, mask) => {
    const taken = figures.flatMap(({ changes }, bit) => (mask & (1 << bit) ? changes : []));
    const policy = capacityPolicyOf(withFields(before.body, taken));
    return limitsUnder({ decisions, usableMm3 }, policy).limits;
  });
  const moved = pools
    .map((pool) => {
      const rows = rowsOfPool(decisions, pool);
      const sums = priced.map((limits) => rows.reduce((sum, row) => sum + (limits[row] ?? 0), 0));
      return { pool, sums, change: Math.abs((sums.at(-1) ?? 0) - (sums[0] ?? 0)) };
    })
    .toSorted((a, b) => b.change - a.change)[0];
  if (!moved) throw new DomainError("precondition_failed", { rule: "no_limits" });
  const { pool, sums } = moved;
  const amounts =
    figures.length === 0
      ? []
      : shapley(coalitionValues(figures.length, (mask) => sums[mask] ?? 0)).amount;
  return {
    storageType: pool.storageType,
    monthOn: monthAfter(run, pool.monthAhead),
    version: now.version,
    baseVersion: before.version,
    fromMm3: sums[0] ?? 0,
    toMm3: sums.at(-1) ?? 0,
    figures: figures
      .map(({ label }, k) => ({ label, amountMm3: amounts[k] ?? 0 }))
      .toSorted((a, b) => Math.abs(b.amountMm3) - Math.abs(a.amountMm3)),
    pricingCount: priced.length,
  };
}

export async function policyShift(desk: Desk, reader: DeskReader): Promise<DeskTold> {
  const { locale, tell, count, sumOf } = reader;
  const shift = await explainPolicyShift(desk, locale);
  const version = String(shift.version);
  const plain = { bars: null, table: null, path: "/policy/policies" };
  if (shift.figures.length === 0)
    return { ...plain, headline: tell("deskPolicySame", { version }), sentences: [] };
  const signed = (mm3: number) => signedQuantityText("mm3", mm3, locale);
  return {
    ...plain,
    headline: tell("deskPolicyMoved", {
      version,
      base: String(shift.baseVersion),
      amount: signed(shift.toMm3 - shift.fromMm3),
      subject: sumOf(shift.storageType, shift.monthOn),
      value: quantityText("mm3", shift.toMm3, undefined, locale),
    }),
    sentences: [
      ...shift.figures.map(({ label, amountMm3 }) =>
        tell("furtherCause", { cause: label, amount: signed(amountMm3) }),
      ),
      tell("deskPolicyPriced", { times: count(shift.pricingCount) }),
    ],
  };
}

const rowsOfPool = (
  { key }: RunColumns,
  pool: { readonly storageType: string; readonly monthAhead: number },
): number[] =>
  Array.from(key, limitOfKey).flatMap(({ storageType, monthAhead }, row) =>
    storageType === pool.storageType && monthAhead === pool.monthAhead ? [row] : [],
  );

/** Figures that differ, those of one name together. Throws precondition_failed where the policies have other figures. */
function changedFigures(before: unknown, now: unknown, locale: DeskReader["locale"]): Figure[] {
  const was = new Map(policyFields(before).map(({ path, value }) => [path, value]));
  const fields = policyFields(now);
  if (fields.length !== was.size || fields.some(({ path }) => !was.has(path)))
    throw new DomainError("precondition_failed", { rule: "other_figures" });
  const figures = new Map<string, Figure>();
  for (const { path, value } of fields) {
    if (was.get(path) === value) continue;
    const label = figureLabel(path, locale);
    const figure = figures.get(label) ?? { label, changes: [] };
    figure.changes.push({ path, value });
    figures.set(label, figure);
  }
  return [...figures.values()];
}

/** What the definition calls the figure, by its place in the policy. */
export function figureLabel(path: string, locale: DeskReader["locale"]): string {
  const [first = "", second = "", last = ""] = path.replace(/\[\d\]$/, "").split(".");
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const node =
    first === "efficiency"
      ? `${second}${capital(last)}`
      : second === ""
        ? first === "floorMm3"
          ? "policyFloorMm3"
          : first
        : `${first}${capital(second)}`;
  const label = nodeLabel("capacity", node, locale);
  return label === node ? path : label;
}
