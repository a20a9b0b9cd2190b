// Whether an answer shows sellers a figure that is kept from them: the answers of the last week, read with their sellers' eyes.
import { quantityText } from "@/lib/wording/index.ts";
import { definitions } from "@/server/planning/traces.ts";
import { listAnswersSince } from "@/server/repositories/explanation.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { answerOfRow, explanationView } from "@/server/services/explanation/get-explanation.ts";
import { searchHidden } from "@/server/services/explanation/shown-hidden.ts";
import { isForStaff } from "@/server/services/explanation/staff-only.ts";
import { WEEK_DAYS, weekAgo } from "./declined-questions.ts";
import type { DeskReader } from "./desk-reader.ts";
import type { DeskTold } from "./schemas.ts";

const READ_ANSWERS = 500;
const AS_SELLER = { viewer: "seller", locale: "en" } as const;

export async function leaks(ctx: StaffContext, reader: DeskReader): Promise<DeskTold> {
  const rows = await inScope(ctx.db, ctx.scope, (tx) =>
    listAnswersSince(tx, ctx.scope, weekAgo(ctx), READ_ANSWERS + 1),
  );
  const read = rows.slice(0, READ_ANSWERS).filter(({ question }) => !isForStaff(question));
  const searches = read.map((row) =>
    searchHidden(answerOfRow(row), explanationView(row, AS_SELLER)),
  );
  const searched = searches.filter(({ soughtCount }) => soughtCount > 0);
  const { tell, count, locale } = reader;
  return {
    headline: tell("deskLeaks", {
      answers: count(read.length),
      days: quantityText("days", WEEK_DAYS, undefined, locale),
      searched: count(searched.length),
      found: count(searches.filter(({ shown }) => shown.length > 0).length),
    }),
    sentences: [
      tell("deskLeaksHow"),
      tell("deskLeaksNot"),
      ...(rows.length > READ_ANSWERS ? [tell("deskLeaksCut")] : []),
      tell("deskLeaksRules", {
        open: count(leavesOf("policyPublic")),
        kept: count(leavesOf("policyConfidential")),
      }),
      tell("deskLeaksPrices", { prices: count(leavesOf("networkConfidential")) }),
    ],
    bars: null,
    table: null,
    path: "/policy/runs",
  };
}

/** Inputs of all definitions with a visibility. */
const leavesOf = (visibility: string): number =>
  Object.values(definitions).reduce(
    (sum, definition) =>
      sum +
      definition.nodes.filter(
        ({ kind }, index) => kind === "leaf" && definition.visibility[index] === visibility,
      ).length,
    0,
  );
