// Which questions got no answer in the last week, and why.
import { quantityText } from "@/lib/wording/index.ts";
import { addMs } from "@/server/core/clock.ts";
import { countDeclined } from "@/server/repositories/declined-question.ts";
import type { StaffContext } from "@/server/services/context.ts";
import type { Desk, DeskReader } from "./desk-reader.ts";
import type { DeskTold } from "./schemas.ts";

export const WEEK_DAYS = 7;
const MS_PER_DAY = 86_400_000;

export const weekAgo = ({ clock }: StaffContext): Date =>
  addMs(clock.now(), -WEEK_DAYS * MS_PER_DAY);

export async function declinedQuestions(
  { ctx, tx, scope }: Desk,
  reader: DeskReader,
): Promise<DeskTold> {
  const rows = await countDeclined(tx, scope, weekAgo(ctx));
  const { tell, count, word, locale } = reader;
  const total = rows.reduce((sum, { questionCount }) => sum + questionCount, 0);
  const byReason = new Map<string, number>();
  for (const { reason, questionCount } of rows)
    byReason.set(reason, (byReason.get(reason) ?? 0) + questionCount);
  const [most] = [...byReason].sort(([, a], [, b]) => b - a);
  return {
    headline: tell("deskDeclined", {
      days: quantityText("days", WEEK_DAYS, undefined, locale),
      count: count(total),
    }),
    sentences: most
      ? [
          tell("deskDeclinedMost", {
            reason: reasonText(most[0], reader),
            count: count(most[1]),
          }),
        ]
      : [],
    bars: null,
    table: {
      columns: ["what", "reason", "who", "count"].map(word),
      rows: rows.map(({ kind, metric, reason, viewer, questionCount }) => [
        metric ?? kind,
        reasonText(reason, reader),
        word(viewer),
        count(questionCount),
      ]),
    },
    path: null,
  };
}

const reasonText = (reason: string, { tell }: DeskReader): string =>
  tell("deskReason", { reason, code: reason });
