// From a leaf of an explanation to the rows of the reports it rests on, as they were known to the run.
import type { z } from "zod";
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { isStorageType } from "@/lib/optimizer/core/storage-type.ts";
import { nodeLabel } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { findExplanation } from "@/server/repositories/explanation.ts";
import { findRun } from "@/server/repositories/run.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import {
  listLedgerSources,
  listOpenShipmentSources,
  listOrderLineSources,
  listProductSources,
  type SourcePage,
  type SourceQuery,
} from "@/server/repositories/source-rows.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { StoredAnswer } from "./answer.ts";
import type { SourceRows, SourceRowsInput } from "./schemas.ts";
import { type SourceKind, sourceKind } from "./subject.ts";

const PAGE_ROWS = 50;
// Volume shipped a week is a mean over 13 weeks; the ledger is read over the same time, forecasts over the whole history.
const RECENT_DAYS = 91;
const HISTORY_DAYS = 548;

/** The source rows of one leaf on one side of an explanation, newest first, in pages of 50. */
export function listSourceRows(
  ctx: SellerContext,
  input: z.infer<typeof SourceRowsInput>,
): Promise<SourceRows> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await findExplanation(tx, ctx.scope, input.explanationId);
    if (!row) throw new DomainError("not_found", { explanationId: input.explanationId });
    const answer = StoredAnswer.parse(row.body);
    const when = await knownWhen(tx, answer, input.side, row.createdAt);
    const { kind, leafLabel } = leafSource(answer, input.leafId);
    const query: SourceQuery = {
      ...when,
      fromOn: dayToDate(dayFromDate(when.asOfOn) - daysBack(input.leafId, kind)),
      subject: subjectOf(answer, input.leafId),
      limit: PAGE_ROWS,
      offset: input.offset,
    };
    const page = await sourcePage(tx, ctx.scope, kind, query);
    return {
      leafLabel,
      asOfOn: when.asOfOn,
      totalCount: page.totalCount,
      rows: [...page.rows],
      note: page.totalCount === 0 ? noteOf(kind) : null,
    };
  });
}

async function knownWhen(tx: Tx, answer: StoredAnswer, side: "from" | "to", createdAt: Date) {
  const ref = side === "from" ? (answer.baseRun ?? answer.run) : answer.run;
  const run = ref && (await findRun(tx, ref.runId));
  if (run) return { asOfOn: run.asOfOn, knownAt: run.knownAt };
  const { day, baseDay } = answer.subject;
  const asOfOn = side === "from" ? baseDay : day;
  if (asOfOn === null) throw new DomainError("not_found", { side });
  return { asOfOn, knownAt: createdAt };
}

function leafSource(answer: StoredAnswer, leafId: string): { kind: SourceKind; leafLabel: string } {
  if (answer.facts.type === "rateChange") return { kind: "ledger", leafLabel: leafId };
  const { definition } = answer.facts;
  return { kind: sourceKind(definition, leafId), leafLabel: nodeLabel(definition, leafId) };
}

function subjectOf(answer: StoredAnswer, leafId: string): SourceQuery["subject"] {
  const { question } = answer;
  if (question.kind === "inStockChange") {
    const productId = Number(/^sku:(\d+)$/.exec(leafId)?.[1] ?? Number.NaN);
    if (!Number.isSafeInteger(productId)) throw new DomainError("not_found", { leafId });
    return { productId };
  }
  if ("productId" in question) return { productId: question.productId };
  if (!isStorageType(question.storageType)) throw new DomainError("not_found", { leafId });
  return { storageType: question.storageType };
}

const daysBack = (leafId: string, kind: SourceKind): number =>
  kind === "ledger" || leafId === "shippedWeeklyMm3" ? RECENT_DAYS - 1 : HISTORY_DAYS;

function sourcePage(
  tx: Tx,
  scope: SellerScope,
  kind: SourceKind,
  query: SourceQuery,
): Promise<SourcePage> {
  switch (kind) {
    case "orders":
      return listOrderLineSources(tx, scope, query);
    case "ledger":
      return listLedgerSources(tx, scope, query);
    case "openShipments":
      return listOpenShipmentSources(tx, scope, query);
    case "product":
      return listProductSources(tx, scope, query);
    case "none":
      return Promise.resolve({ rows: [], totalCount: 0 });
  }
}

function noteOf(kind: SourceKind): string {
  if (kind === "none")
    return "This value is a rule, a price or an earlier announcement; it rests on no row of a report.";
  return "No row of a report was known for this value when the run read it: it is zero or assumed.";
}
