// From a leaf of an explanation to the rows of the reports it rests on, as they were known to the run.
import type { z } from "zod";
import type { Tx } from "@/db/client.ts";
import { nodeLabel, toldText } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { listForecastOrigins } from "@/server/repositories/forecast-origin.ts";
import { findRun } from "@/server/repositories/run.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SourceQuery } from "@/server/repositories/source-rows.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { methodLabel } from "@/server/services/forecast/method-label.ts";
import type { StoredAnswer } from "./answer.ts";
import { answerOfRow } from "./get-explanation.ts";
import { sourceOfRow } from "./lot-rows.ts";
import type { Measured } from "./measured.ts";
import type { Question } from "./question.ts";
import type { SourceRows, SourceRowsInput } from "./schemas.ts";
import { type SourceKind, sourceKind } from "./source-kind.ts";
import { ALL_DAYS, daysBack, firstOfDays, sourcePage } from "./source-pages.ts";
import { readableExplanation } from "./staff-only.ts";

const PAGE_ROWS = 50;
/** The days that a rate or a speed is counted over. */
const WINDOW_DAYS = 30;
/** The source rows of one leaf on one side of an explanation, newest first, in pages of 50. */
export function listSourceRows(
  ctx: SellerContext,
  input: z.infer<typeof SourceRowsInput>,
): Promise<SourceRows> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await readableExplanation(tx, ctx.scope, input.explanationId);
    const answer = answerOfRow(row);
    const when = await knownWhen(tx, answer, input.side, row.createdAt);
    const { kind, leafLabel, subject, onlyOn, days } = leafSource(answer, input.leafId);
    const since = firstOfDays(when.asOfOn, days ?? daysBack(kind, input.leafId));
    const query: SourceQuery = {
      ...when,
      ...(onlyOn === undefined ? { fromOn: since } : { fromOn: onlyOn, asOfOn: onlyOn }),
      subject,
      limit: PAGE_ROWS,
      offset: input.offset,
    };
    const page = await sourcePage(tx, ctx.scope, kind, query);
    return {
      leafLabel,
      asOfOn: when.asOfOn,
      totalCount: page.totalCount,
      pageRows: PAGE_ROWS,
      rows: [...page.rows],
      note: page.totalCount === 0 ? noteOf(kind) : null,
      forecast: kind === "forecast" ? await forecastOf(tx, ctx.scope, when, query) : null,
    };
  });
}

async function knownWhen(tx: Tx, answer: StoredAnswer, side: "from" | "to", createdAt: Date) {
  const ref = side === "from" ? (answer.baseRun ?? answer.run) : answer.run;
  const run = ref && (await findRun(tx, ref.runId));
  if (run) return { asOfOn: run.asOfOn, knownAt: run.knownAt, runId: run.id };
  const { day, baseDay } = answer.subject;
  const asOfOn = side === "from" ? baseDay : day;
  if (asOfOn === null) throw new DomainError("not_found", { side });
  return { asOfOn, knownAt: createdAt, runId: null };
}

/** The stored forecasts that a value was taken from; null where no run made any. */
async function forecastOf(
  tx: Tx,
  scope: SellerScope,
  { runId }: { readonly runId: number | null },
  query: SourceQuery,
): Promise<SourceRows["forecast"]> {
  const [first, ...others] =
    runId === null ? [] : await listForecastOrigins(tx, scope, runId, query);
  if (!first) return null;
  return {
    originOn: first.originOn,
    dataSha256: first.dataSha256,
    productId: "productId" in query.subject ? query.subject.productId : null,
    madeBy: [first, ...others].map(({ method, modelVersion, productCount }) => ({
      methodLabel: methodLabel(method),
      modelVersion,
      productCount,
    })),
  };
}

interface LeafSource {
  readonly kind: SourceKind;
  readonly leafLabel: string;
  readonly subject: SourceQuery["subject"];
  /** Set where the value tells of one day alone. */
  readonly onlyOn?: string;
  /** Set where the value looks back so many days, whatever others of its kind do. */
  readonly days?: number;
}

/** What a leaf of the answer rests on; throws not_found for a leaf that is not in it. */
function leafSource({ facts, question }: StoredAnswer, leafId: string): LeafSource {
  if (facts.type === "rateChange") {
    const product = facts.skus.find((row) => `sku:${row.productId}` === leafId);
    if (!product) throw new DomainError("not_found", { leafId });
    return { kind: "stock", leafLabel: product.sku, subject: { productId: product.productId } };
  }
  if (facts.type === "measured") return measuredSource(facts, leafId);
  const decided = "level" in facts ? facts.level : facts;
  const subject = subjectOf(question);
  if (!("definition" in decided) || !subject || !hasLeaf(decided, leafId))
    throw new DomainError("not_found", { leafId });
  return {
    kind: sourceKind(decided.definition, leafId),
    leafLabel: nodeLabel(decided.definition, leafId),
    subject,
  };
}

function subjectOf(question: Question): SourceQuery["subject"] | null {
  if ("productId" in question) return { productId: question.productId };
  return "storageType" in question ? { storageType: question.storageType } : null;
}

function hasLeaf(facts: StoredAnswer["facts"], leafId: string): boolean {
  if (facts.type === "change")
    return facts.drivers.some(({ leaves }) => leaves.some(({ id }) => id === leafId));
  return (
    facts.type === "level" && facts.steps.some(({ id, kind }) => id === leafId && kind === "leaf")
  );
}

/** Measured figures rest on the movements of the product that a row names, units of one day on what came on it. */
function measuredSource(facts: Measured, leafId: string): LeafSource {
  const row = facts.parts.flatMap(({ rows }) => rows).find(({ id }) => id === leafId);
  const source = sourceOfRow(leafId);
  if (!row?.hasSource || !source) throw new DomainError("not_found", { leafId });
  const of = { leafLabel: toldText(row.label), subject: { productId: source.productId } };
  if (source.lotOn !== null) return { ...of, kind: "arrivals", onlyOn: source.lotOn };
  if (source.of === "orders") return { ...of, kind: "orders", days: WINDOW_DAYS };
  if (source.of === "ledger" || facts.metric === "unitsOnHand")
    return { ...of, kind: "stock", days: ALL_DAYS };
  return { ...of, kind: facts.metric === "forecast" ? "forecast" : "stock" };
}

function noteOf(kind: SourceKind): string {
  if (kind === "forecast")
    return "No order was known for this value when the run read it: the forecast rests on similar products.";
  if (kind === "none")
    return "This value is a rule, a price or an earlier announcement; it rests on no row of a report.";
  return "No row of a report was known for this value when the run read it: it is zero, assumed, or told in the settings.";
}
