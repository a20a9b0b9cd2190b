// Which figure of the rules moved all limits together: the run's own facts under every mix of the two versions' figures, priced anew.
import { coalitionValues, shapley } from "@/lib/optimizer/explanation/index.ts";
import { quantityText, signedQuantityText } from "@/lib/wording/index.ts";
import { keepNewest } from "@/server/core/bounded-work.ts";
import { DomainError } from "@/server/core/errors.ts";
import { computeOnce } from "@/server/planning/compute-once.ts";
import { type KnownLimits, limitPoolOf } from "@/server/planning/limit-sums.ts";
import { loadComparableColumns } from "@/server/planning/traces.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import {
  capacityPolicyOf,
  withEveryFigure,
  withFields,
} from "@/server/services/policies/policy-fields.ts";
import { knownLimits } from "@/server/services/policies/simulate-capacity.ts";
import { usableOf, usedBefore } from "@/server/services/policies/simulate-draft.ts";
import {
  type ComparedPolicies,
  comparedPolicies,
  MOST_FIGURES,
  toldVersions,
} from "./compared-policies.ts";
import { monthAfter } from "./compared-run.ts";
import type { DeskReader } from "./desk-reader.ts";
import { changedFigures, type Figure, figureLabel } from "./policy-figures.ts";
import type { DeskTold } from "./schemas.ts";

export interface PolicyShift {
  readonly storageType: string;
  readonly monthOn: string;
  /** The sum of the pool's limits under the base's rules, and as announced. */
  readonly fromMm3: number;
  readonly toMm3: number;
  /** Largest first; they add up to the change. */
  readonly figures: readonly { readonly id: string; readonly amountMm3: number }[];
  readonly pricingCount: number;
}

/** Throws precondition_failed where another build's rules decided the run: this one's would price something else. */
async function loadKnown({ db, scope }: StaffContext, runId: number): Promise<KnownLimits> {
  return inScope(db, scope, async (tx) => {
    const decisions = await loadComparableColumns(tx, scope, runId, "capacity");
    if (!decisions) throw new DomainError("precondition_failed", { rule: "other_rules" });
    return knownLimits({ decisions, usableMm3: await usableOf(tx, runId) });
  });
}

const KEPT_RUNS = 20;
/** What a run knew and a published version never change, so neither do these sums: [mix of figures][pool]. */
const keptSums = keepNewest<Float64Array[]>(KEPT_RUNS);

/** Every mix of figures is priced in a thread of its own, outside of any transaction, once. */
function sumsOfMixes(
  ctx: StaffContext,
  { run, before, now }: ComparedPolicies,
  figures: readonly Figure[],
): Promise<Float64Array[]> {
  return keptSums(`${run.runId}/${before.id}/${now.id}`, async () => {
    const base = withEveryFigure("capacity", before.body);
    const policies = Array.from({ length: 2 ** figures.length }, (_, mask) => {
      const taken = figures.flatMap(({ changes }, bit) => (mask & (1 << bit) ? changes : []));
      return capacityPolicyOf(withFields(base, taken));
    });
    return computeOnce("limitSums", { ...(await loadKnown(ctx, run.runId)), policies });
  });
}

/**
 * Shapley values of the figures that changed, in the pool whose sum they moved most: exact for what a decision does with them; of a
 * figure that is used before it, that part alone. null where none changed. Throws precondition_failed for more than six of them.
 */
export async function explainPolicyShift(
  ctx: StaffContext,
  compared: ComparedPolicies,
): Promise<PolicyShift | null> {
  const { run, pools, before, now } = compared;
  const figures = changedFigures("capacity", before.body, now.body);
  if (figures.length === 0) return null;
  if (figures.length > MOST_FIGURES)
    throw new DomainError("precondition_failed", { rule: "too_many_figures" });
  const sums = await sumsOfMixes(ctx, compared, figures);
  const sumOf = (mask: number, pool: number) => sums[mask]?.[pool] ?? 0;
  const moved = pools
    .map(({ storageType, monthAhead }) => {
      const index = limitPoolOf(storageType, monthAhead);
      const [fromMm3, toMm3] = [sumOf(0, index), sumOf(sums.length - 1, index)];
      return { storageType, monthAhead, index, fromMm3, toMm3 };
    })
    .toSorted((a, b) => Math.abs(b.toMm3 - b.fromMm3) - Math.abs(a.toMm3 - a.fromMm3))[0];
  if (!moved) throw new DomainError("precondition_failed", { rule: "no_limits" });
  const { storageType, monthAhead, index, fromMm3, toMm3 } = moved;
  const { amount } = shapley(coalitionValues(figures.length, (mask) => sumOf(mask, index)));
  return {
    storageType,
    monthOn: monthAfter(run, monthAhead),
    fromMm3,
    toMm3,
    figures: figures
      .map(({ id }, k) => ({ id, amountMm3: amount[k] ?? 0 }))
      .toSorted((a, b) => Math.abs(b.amountMm3) - Math.abs(a.amountMm3)),
    pricingCount: sums.length,
  };
}

export async function policyShift(ctx: StaffContext, reader: DeskReader): Promise<DeskTold> {
  const compared = await comparedPolicies(ctx, "capacity");
  const shift = await explainPolicyShift(ctx, compared);
  if (!shift) return toldVersions(compared, reader, "deskPolicySame", null);
  const { fromMm3, toMm3 } = shift;
  return toldVersions(compared, reader, "deskPolicySame", {
    id: "deskPolicyMoved",
    values: {
      amount: signedQuantityText("mm3", toMm3 - fromMm3, reader.locale),
      subject: reader.sumOf(shift.storageType, shift.monthOn),
      value: quantityText("mm3", toMm3, undefined, reader.locale),
    },
    sentences: figureSentences(shift, reader),
  });
}

/** What each figure did, what of it that leaves out, and how it was found. */
function figureSentences({ figures, pricingCount }: PolicyShift, reader: DeskReader): string[] {
  const { locale, tell, count } = reader;
  const label = (id: string) => figureLabel("capacity", id, locale);
  return [
    ...figures.map(({ id, amountMm3 }) =>
      tell("furtherCause", {
        cause: label(id),
        amount: signedQuantityText("mm3", amountMm3, locale),
      }),
    ),
    ...figures.flatMap(({ id }) => {
      const what = usedBefore(id);
      return what ? [tell("deskPolicyUsedBefore", { what, figure: label(id) })] : [];
    }),
    tell("deskPolicyPriced", { times: count(pricingCount) }),
  ];
}
