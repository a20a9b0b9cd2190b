// Stage 4: every limit decided by its definition at the prices found.
import { evaluate } from "@/lib/optimizer/decision/index.ts";
import { decidedOf, decidedPackage } from "../decided.ts";
import { readArtifacts, type StageContext, type StageOutcome } from "../stage.ts";
import { definitions } from "../traces.ts";

export async function limitsStage(ctx: StageContext): Promise<StageOutcome> {
  const [pricing] = await readArtifacts(ctx, "pricing");
  if (!pricing) return { status: "skipped", message: "no shared space, so no limits" };
  const { values: leaves, row } = decidedOf(pricing);
  const values = evaluate(definitions.capacity, leaves);
  return {
    status: "done",
    message: `${values.count} limits`,
    artifacts: [{ name: "limits", value: decidedPackage({ values, row }) }],
    result: { limitCount: values.count },
  };
}
