import Link from "next/link";
import { EmptyState } from "@/app/ui/empty-state.tsx";

const words: Readonly<Record<string, string>> = {
  what_ifs_spent:
    "All what-if questions about this plan have been used. They are limited, so that prices of shared space cannot be worked out from the answers. The next plan brings new ones, and every answer given so far stays readable.",
  limit_confirmed:
    "This month's limit is confirmed and stays as it is. Ask about a later month instead.",
  no_such_step:
    "This is not one of the steps that can be asked about. Open the number's own page and choose one there.",
  fee_not_published:
    "Too few sellers took part in the round for its clearing fee to be published, and an answer would tell it.",
  nothing_to_send: "The plan advises to send nothing now, so there is no shipment to split.",
  round_closed: "This round takes no more requests. Its result has a why of its own.",
  forecast_first:
    "The last plan did not forecast this product, so there is nothing to compare with.",
  forecast_causes_waiting:
    "The causes are found in the minutes after a plan is done. Ask again soon.",
  forecast_too_far_apart: "The last plan is so old that it did not reach the weeks ahead of now.",
  forecast_replay_differs:
    "Computing one of the two forecasts again did not give the stored figures, so we do not tell causes.",
  other_rules:
    "This was decided by an earlier version of the rules. This question can be asked of decisions of the present version only.",
  no_plan: "There is no plan of that day or of one before it.",
  no_forecast: "The plan has no forecast of this product, so nothing is said of the days after it.",
  stock_unknown: "No report says yet what is in stock.",
  not_compared:
    "These two plans were not compared limit by limit, or not yet: that is done shortly after a plan ends.",
  no_run: "There is no plan of the whole network yet.",
  no_limits: "The newest plan decided no limits that could be compared.",
  no_draft: "No draft of the rules of limits is open.",
  simulate_first:
    "The newest draft was not simulated on the newest plan as it stands. Simulate it on its page first.",
  too_many_figures:
    "More than six figures of the rules changed at once: telling them apart would take too many pricings.",
  no_groups: "Every group of accounts is too small to be told of.",
  busy: "Many answers are being worked out just now. Try again in a minute.",
  other_figures: "The two versions of the rules do not have the same figures.",
  nothing_promised:
    "No order of these days could be promised from where stock lies, so there is no speed to explain.",
  nothing_to_sell: "The plan expects nothing to be asked for on these days.",
  thirty_days_of_ledger: "The ledger does not reach thirty days back from that day.",
  nothing_sold: "Nothing was sold in these days, so there is no rate to explain.",
};

const dataOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null ? Reflect.get(error, "cause") : undefined;

/** The reason that a question was refused for, where it has words; null for any other error. */
function refusalOf(error: unknown): string | null {
  const cause = dataOf(error);
  const data = typeof cause === "object" && cause !== null ? Reflect.get(cause, "data") : undefined;
  const rule = typeof data === "object" && data !== null ? Reflect.get(data, "rule") : undefined;
  return typeof rule === "string" ? (words[rule] ?? null) : null;
}

/** An answer, or the reason that there is none in words; any other error is thrown on. */
export async function askOrRefuse<T extends object>(
  ask: () => Promise<T>,
): Promise<T | { readonly reason: string }> {
  try {
    return await ask();
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === null) throw error;
    return { reason };
  }
}

interface RefusedQuestionProps {
  readonly reason: string;
  readonly backHref: string;
}

/** A question that is not answered, with the reason. */
export function RefusedQuestion({ reason, backHref }: RefusedQuestionProps) {
  return (
    <>
      <h1 className="mb-5 text-xl font-semibold tracking-tight sm:text-2xl">
        This question is not answered
      </h1>
      <EmptyState title="Why not">
        {reason}{" "}
        <Link href={backHref} className="font-medium text-accent hover:underline">
          Back to the overview
        </Link>
      </EmptyState>
    </>
  );
}
