// What moved every advised quantity since another run, counted by main cause: seller by seller, so that no more is held at once.
import { readLeaves } from "@/lib/optimizer/decision/index.ts";
import type { PlanningDeps } from "@/server/planning/stage.ts";
import { definitions, loadComparableColumns, type RunColumns } from "@/server/planning/traces.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { mainCauseOf } from "./add-up.ts";
import type { AdviceChange } from "./schemas.ts";

/** Products of one task: others of the compute threads get their turn between two. */
const SLICE = 500;
const GROUPS = definitions.replenishment.groups.map(({ id }) => id);

type AdviceContext = WorkerContext & Pick<PlanningDeps, "compute">;

interface Runs {
  readonly runId: number;
  readonly baseRunId: number;
}

/** One product's change. */
interface Moved {
  readonly accountId: number;
  readonly cause: string;
  readonly isRise: boolean;
}

/** `sellers` are those of the runs, each once. Undefined where other rules than this build's gave the advice of one of them. */
export async function adviceChanges(
  ctx: AdviceContext,
  runs: Runs,
  sellers: readonly Pick<SellerScope, "sellerId" | "accountId">[],
): Promise<AdviceChange | undefined> {
  const moved: Moved[] = [];
  let productCount = 0;
  for (const seller of sellers) {
    const found = await changesOf(ctx, runs, seller);
    if (!found) return undefined;
    productCount += found.productCount;
    moved.push(...found.moved);
  }
  const byCause = Map.groupBy(moved, ({ cause }) => cause);
  const causes = [...byCause].map(([cause, own]) => ({
    cause,
    productCount: own.length,
    accountCount: new Set(own.map(({ accountId }) => accountId)).size,
    riseCount: own.filter(({ isRise }) => isRise).length,
    fallCount: own.filter(({ isRise }) => !isRise).length,
  }));
  return {
    productCount,
    movedCount: moved.length,
    causes: causes.sort((a, b) => b.productCount - a.productCount || (a.cause < b.cause ? -1 : 1)),
  };
}

async function changesOf(
  ctx: AdviceContext,
  { runId, baseRunId }: Runs,
  seller: Pick<SellerScope, "sellerId" | "accountId">,
): Promise<{ readonly productCount: number; readonly moved: readonly Moved[] } | null> {
  const own = { kind: "seller", ...seller, userId: null } as const;
  const [before, after] = await inScope(ctx.db, ctx.scope, async (tx) => [
    await loadComparableColumns(tx, own, baseRunId, "replenishment"),
    await loadComparableColumns(tx, own, runId, "replenishment"),
  ]);
  if (!before || !after) return null;
  const pairs = pairsOf(before, after);
  const changed = pairs.filter(({ from, to }) => adviceIn(before, from) !== adviceIn(after, to));
  const moved: Moved[] = [];
  for (let at = 0; at < changed.length; at += SLICE) {
    const slice = changed.slice(at, at + SLICE);
    const amounts = await ctx.compute.run("adviceCauses", {
      from: leavesIn(
        before,
        slice.map(({ from }) => from),
      ),
      to: leavesIn(
        after,
        slice.map(({ to }) => to),
      ),
    });
    for (const [k, { from, to }] of slice.entries()) {
      const cause = mainCauseOf(
        named(amounts.subarray(k * GROUPS.length, (k + 1) * GROUPS.length)),
      );
      if (cause === null) continue;
      const accountId = after.accountId[to] ?? 0;
      moved.push({ accountId, cause, isRise: adviceIn(after, to) > adviceIn(before, from) });
    }
  }
  return { productCount: pairs.length, moved };
}

/** Rows of the products that both runs advised on. */
function pairsOf(before: RunColumns, after: RunColumns) {
  const fromOf = new Map(Array.from(before.key, (key, row) => [key, row]));
  return Array.from(after.key, (key, to) => ({ from: fromOf.get(key) ?? -1, to })).filter(
    ({ from }) => from >= 0,
  );
}

const adviceIn = ({ values }: RunColumns, row: number): number =>
  values.column[definitions.replenishment.output]?.[row] ?? 0;

function leavesIn({ values }: RunColumns, rows: readonly number[]): Float64Array {
  const { leafCount } = definitions.replenishment;
  const leaves = new Float64Array(rows.length * leafCount);
  for (const [k, row] of rows.entries())
    readLeaves(
      definitions.replenishment,
      values,
      row,
      leaves.subarray(k * leafCount, (k + 1) * leafCount),
    );
  return leaves;
}

const named = (amounts: Float64Array): Record<string, number> =>
  Object.fromEntries(GROUPS.map((id, k) => [id, amounts[k] ?? 0]));
