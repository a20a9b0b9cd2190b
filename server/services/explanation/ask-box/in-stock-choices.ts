// The one question about the in-stock rate: why it changed over the last four weeks that are known.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { dayText, renderMessage } from "@/lib/wording/index.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { AskBoxProposal } from "./schemas.ts";

const FOUR_WEEKS = 28;

export async function inStockChoices(
  tx: Tx,
  scope: SellerScope,
): Promise<AskBoxProposal["choices"]> {
  const run = await findLatestRun(tx, scope);
  if (!run) return [];
  const toOn = run.asOfOn;
  const fromOn = dayToDate(dayFromDate(toOn) - FOUR_WEEKS);
  return [
    {
      label: renderMessage("askBoxRate", { from: dayText(fromOn), to: dayText(toOn) }),
      question: { kind: "inStockChange", fromOn, toOn },
    },
  ];
}
