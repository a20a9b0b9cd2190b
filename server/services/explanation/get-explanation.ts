// A stored answer as its viewer may see it, in words.
import type { Viewer } from "@/lib/optimizer/explanation/index.ts";
import { dayText, type Locale, sentencesText } from "@/lib/wording/index.ts";
import { type JsonValue, jsonSha256Hex } from "@/server/core/hash.ts";
import type { ExplanationRow } from "@/server/repositories/explanation.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { StoredAnswer } from "./answer.ts";
import { timelineOf } from "./chain-view.ts";
import { endsOf } from "./chart-ends.ts";
import { factView } from "./fact-views.ts";
import { measuredWays } from "./measured-view.ts";
import type { Reader } from "./reader.ts";
import type { ExplanationView } from "./schemas.ts";
import { readableExplanation, viewerOf } from "./staff-only.ts";
import { deedsView, waysView } from "./what-if-view.ts";

/** The explanation `id` of the scope's account; throws not_found for any other. */
export function getExplanation(
  ctx: SellerContext,
  id: string,
  viewer: Viewer = viewerOf(ctx.scope),
  locale: Locale = "en",
): Promise<ExplanationView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await readableExplanation(tx, ctx.scope, id, viewer);
    return explanationView(row, { viewer, locale });
  });
}

/** The answer of a stored row; a row whose bytes are no longer those that were hashed is refused. */
export function answerOfRow(row: ExplanationRow): StoredAnswer {
  if (jsonSha256Hex(row.body as JsonValue) !== row.bodySha256)
    throw new Error(`explanation ${row.id} was changed`);
  return StoredAnswer.parse(row.body);
}

/** A stored row as a viewer reads it. */
export function explanationView(row: ExplanationRow, reader: Reader): ExplanationView {
  const answer = answerOfRow(row);
  const { facts } = answer;
  const { locale } = reader;
  const shared = {
    locale,
    id: row.id,
    kind: answer.question.kind,
    question: answer.question,
    policyChange: answer.policyChange,
    run: answer.run && runView(answer.run, locale),
    baseRun: answer.baseRun && runView(answer.baseRun, locale),
    createdAt: row.createdAt.toISOString(),
    ends: endsOf(answer, locale),
    timeline: timelineOf(answer, locale),
    ways: [
      ...(facts.type === "measured" ? measuredWays(facts, locale) : []),
      ...waysView(facts.type === "counterfactual" ? facts : answer.ways, answer.currency, locale),
    ],
    deeds: deedsView(answer, locale),
  };
  return withUnexplained({ ...shared, ...factView(answer, facts, reader) });
}

/** What nothing explains is said in the headline, and before all else where it is the answer. */
function withUnexplained(view: ExplanationView): ExplanationView {
  const { headline, unexplained } = view;
  if (!unexplained || unexplained.sentence === null) return view;
  const { sentence, isUnknown } = unexplained;
  const [first, second] = isUnknown ? [sentence, headline] : [headline, sentence];
  return { ...view, headline: sentencesText([first, second], view.locale) };
}

function runView(run: NonNullable<StoredAnswer["run"]>, locale: Locale) {
  const { runRootSha256: _, ...view } = run;
  return { ...view, asOfText: dayText(view.asOfOn, locale) };
}
