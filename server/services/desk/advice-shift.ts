// Which figure of the rules for quantities moved all advised units together: the run's own decisions under every mix of the two versions'
// figures, decided again.
import { coalitionValues, shapley } from "@/lib/optimizer/explanation/index.ts";
import { quantityText, signedQuantityText } from "@/lib/wording/index.ts";
import { keepNewest } from "@/server/core/bounded-work.ts";
import { DomainError } from "@/server/core/errors.ts";
import { adviceFigures } from "@/server/planning/advice-sums.ts";
import { computeOnce } from "@/server/planning/compute-once.ts";
import { loadComparableColumns } from "@/server/planning/traces.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import {
  replenishmentPolicyOf,
  withEveryFigure,
  withFields,
} from "@/server/services/policies/policy-fields.ts";
import { usedBefore } from "@/server/services/policies/simulate-draft.ts";
import {
  type ComparedPolicies,
  comparedPolicies,
  MOST_FIGURES,
  toldVersions,
} from "./compared-policies.ts";
import type { DeskReader } from "./desk-reader.ts";
import { changedFigures, type Figure, figureLabel } from "./policy-figures.ts";
import type { DeskTold } from "./schemas.ts";

export interface AdviceShift {
  /** All advised units under the base's rules, and as advised. */
  readonly fromUnits: number;
  readonly toUnits: number;
  /** Largest first; they add up to the change. */
  readonly figures: readonly { readonly id: string; readonly units: number }[];
  /** Figures that no quantity is decided with. */
  readonly elsewhere: readonly string[];
  readonly decidedCount: number;
}

const KEPT_RUNS = 20;
/** What a run decided and a published version never change, so neither do these sums: [mix of figures]. */
const keptSums = keepNewest<Float64Array>(KEPT_RUNS);

/** Every mix of figures is decided in a thread of its own, outside of any transaction, once. */
function sumsOfMixes(
  ctx: StaffContext,
  { run, before, now }: ComparedPolicies,
  figures: readonly Figure[],
): Promise<Float64Array> {
  return keptSums(`${run.runId}/${before.id}/${now.id}`, async () => {
    const base = withEveryFigure("replenishment", before.body);
    const policies = Array.from({ length: 2 ** figures.length }, (_, mask) => {
      const taken = figures.flatMap(({ changes }, bit) => (mask & (1 << bit) ? changes : []));
      return replenishmentPolicyOf(withFields(base, taken));
    });
    return computeOnce("adviceSums", { leaves: await loadLeaves(ctx, run.runId), policies });
  });
}

/** Throws precondition_failed where another build's rules decided the run: this one's would decide something else. */
async function loadLeaves({ db, scope }: StaffContext, runId: number) {
  const decisions = await inScope(db, scope, (tx) =>
    loadComparableColumns(tx, scope, runId, "replenishment"),
  );
  if (!decisions) throw new DomainError("precondition_failed", { rule: "other_rules" });
  const { count, column } = decisions.values;
  const leaves = Object.entries(column).filter(([id]) => adviceFigures.has(id));
  return { count, column: Object.fromEntries(leaves) };
}

/**
 * Shapley values of the figures that changed: exact for what a decision does with them at the prices of space that the run found. null where
 * none changed. Throws precondition_failed for more than six that quantities are decided with.
 */
export async function explainAdviceShift(
  ctx: StaffContext,
  compared: ComparedPolicies,
): Promise<AdviceShift | null> {
  const { before, now } = compared;
  const changed = changedFigures("replenishment", before.body, now.body);
  if (changed.length === 0) return null;
  const figures = changed.filter(({ id }) => adviceFigures.has(id));
  if (figures.length > MOST_FIGURES)
    throw new DomainError("precondition_failed", { rule: "too_many_figures" });
  const sums = await sumsOfMixes(ctx, compared, figures);
  const { amount } = shapley(coalitionValues(figures.length, (mask) => sums[mask] ?? 0));
  return {
    fromUnits: sums[0] ?? 0,
    toUnits: sums.at(-1) ?? 0,
    figures: figures
      .map(({ id }, k) => ({ id, units: amount[k] ?? 0 }))
      .toSorted((a, b) => Math.abs(b.units) - Math.abs(a.units)),
    elsewhere: changed.flatMap(({ id }) => (adviceFigures.has(id) ? [] : [id])),
    decidedCount: sums.length,
  };
}

export async function adviceShift(ctx: StaffContext, reader: DeskReader): Promise<DeskTold> {
  const compared = await comparedPolicies(ctx, "replenishment");
  const shift = await explainAdviceShift(ctx, compared);
  if (!shift) return toldVersions(compared, reader, "deskAdviceSame", null);
  const { fromUnits, toUnits } = shift;
  return toldVersions(compared, reader, "deskAdviceSame", {
    id: "deskAdviceMoved",
    values: {
      amount: signedQuantityText("units", toUnits - fromUnits, reader.locale),
      value: quantityText("units", toUnits, undefined, reader.locale),
    },
    sentences: figureSentences(shift, reader),
  });
}

/** What each figure did, which of them do nothing to a quantity, and how it was found. */
function figureSentences(
  { figures, elsewhere, decidedCount }: AdviceShift,
  { locale, tell, count }: DeskReader,
): string[] {
  const label = (id: string) => figureLabel("replenishment", id, locale);
  return [
    ...figures.map(({ id, units }) =>
      tell("furtherCause", {
        cause: label(id),
        amount: signedQuantityText("units", units, locale),
      }),
    ),
    ...elsewhere.map((id) =>
      tell(usedBefore(id) === "assumed" ? "deskAdviceAssumed" : "deskAdviceElsewhere", {
        figure: label(id),
      }),
    ),
    ...(figures.length > 0 ? [tell("deskAdviceDecided", { times: count(decidedCount) })] : []),
  ];
}
