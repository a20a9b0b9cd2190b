// Stage 4: every limit decided by its definition at the prices found.
import { evaluate } from "@/lib/optimizer/decision/index.ts";
import { readArtifacts, type StageContext, type StageOutcome } from "../stage.ts";
import { columnsPackage } from "../struct.ts";
import { definitions } from "../traces.ts";

export async function limitsStage(ctx: StageContext): Promise<StageOutcome> {
  const [pricing] = await readArtifacts(ctx, "pricing");
  if (!pricing) return { status: "skipped", message: "no shared space, so no limits" };
  const { arrays } = pricing;
  const column = Object.fromEntries(
    Object.entries(arrays)
      .filter(([name]) => name.startsWith("leaf:"))
      .map(([name, values]) => [name.slice("leaf:".length), values as Float64Array]),
  );
  const rowCount = arrays.accountId?.length ?? 0;
  const values = evaluate(definitions.capacity, { count: rowCount, column });
  const decided = columnsPackage(values);
  const rows = Object.fromEntries(
    ["accountId", "sellerId", "storageTypeIndex", "monthAhead"].map((name) => [
      `row:${name}`,
      arrays[name] ?? new Float64Array(0),
    ]),
  );
  return {
    status: "done",
    message: `${rowCount} limits`,
    artifacts: [
      { name: "limits", value: { data: decided.data, arrays: { ...decided.arrays, ...rows } } },
    ],
    result: { limitCount: rowCount },
  };
}
