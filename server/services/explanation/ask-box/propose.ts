// From a plain question to questions that can be asked: the newest numbers of the account that it speaks of.
import type { z } from "zod";
import type { Tx } from "@/db/client.ts";
import type { Locale, MessageId } from "@/lib/wording/index.ts";
import { type CoveringRun, findLatestRun } from "@/server/repositories/latest-run.ts";
import { listFcPlaces } from "@/server/repositories/network.ts";
import { findRestock } from "@/server/repositories/restock.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { recordDeclined } from "../declined.ts";
import { namesBuilding } from "./buildings.ts";
import { classify, type Understood } from "./classify.ts";
import { lacksProduct } from "./fee-choices.ts";
import { forecastFound } from "./forecast-choices.ts";
import { grantChoices } from "./grant-choices.ts";
import { type Choice, type Found, labelText, says } from "./label.ts";
import { supposedLeadTime } from "./lead-time.ts";
import { limitChoices, limitFound } from "./limit-choices.ts";
import { type MeasuredMetric, measuredChoices } from "./measured-choices.ts";
import type { Metric, Outside } from "./metric-rules.ts";
import { placementChoices } from "./placement-choices.ts";
import { leadTimeChoices, type Product, quantityChoices } from "./quantity-choices.ts";
import type { AskBoxInput, AskBoxProposal } from "./schemas.ts";
import { scoreChoices } from "./score-choices.ts";
import { isAboutPeers, peersChoices, recordChoices, recordTopic } from "./staff-choices.ts";
import type { QuestionType } from "./type-rules.ts";

type Input = Omit<z.infer<typeof AskBoxInput>, "account" | "locale">;

const PAGES: Readonly<Record<Metric, { readonly label: string; readonly path: string }>> = {
  capacity_limit: { label: "Limits", path: "limits" },
  ipi_score: { label: "Limits", path: "limits" },
  recommended_qty: { label: "Replenishment", path: "replenishment" },
  in_stock_rate: { label: "Inventory", path: "inventory" },
  units_on_hand: { label: "Inventory", path: "inventory" },
  placement_share: { label: "Placement", path: "placement" },
  delivery_speed: { label: "Inventory", path: "inventory" },
  fees: { label: "Fees", path: "fees" },
  forecast: { label: "Forecast", path: "forecast" },
  market_result: { label: "Extra space", path: "extra-space" },
};

const OUTSIDE_NOTES: Readonly<Record<Outside, MessageId>> = {
  outside: "askBoxOutside",
  others: "askBoxOthers",
  freight: "askBoxFreight",
};

/** What can be asked about what the text speaks of, the best fit first. Nothing is asked; that nothing fits is counted. */
export async function proposeQuestions(
  ctx: SellerContext,
  { locale = "en", ...input }: Input & { readonly locale?: Locale },
): Promise<AskBoxProposal> {
  const { choices, note, page } = await understandQuestion(ctx, input);
  return {
    choices: choices.map(({ label, question }) => ({ label: labelText(label, locale), question })),
    page,
    note: note && labelText(note, locale),
  };
}

export interface Proposal extends Found, Pick<AskBoxProposal, "page"> {
  readonly type: QuestionType;
  /** null where no number is meant that could be told. */
  readonly metric: Metric | null;
  /** Several readings are as likely, and the note says so. */
  readonly isDoubtful: boolean;
}

/** The same as facts, with what the question was taken for. */
export async function understandQuestion(ctx: SellerContext, input: Input): Promise<Proposal> {
  const { understood, proposal } = await inScope(ctx.db, ctx.scope, async (tx) => {
    const places = await placesOf(tx, ctx.scope);
    const understood = classify(input.text, (words) =>
      places.some((place) => namesBuilding(place, words)),
    );
    return { understood, proposal: await proposalOf(tx, ctx.scope, understood, input) };
  });
  const { metric, choices } = proposal;
  if (choices.length === 0)
    await recordDeclined(ctx, { kind: "box", metric, reason: reasonOf(proposal, understood) });
  return proposal;
}

async function placesOf(tx: Tx, scope: SellerScope) {
  const run = await findLatestRun(tx, scope);
  return run ? listFcPlaces(tx, run.marketplaceId) : [];
}

function reasonOf({ metric }: Proposal, { outside }: Understood): string {
  if (outside !== null) return outside;
  return metric === null ? "no_number_named" : "nothing_fits";
}

async function proposalOf(
  tx: Tx,
  scope: SellerScope,
  understood: Understood,
  input: Input,
): Promise<Proposal> {
  const { text, type } = understood;
  const product = await productOf(tx, scope, input);
  const staff = { type, metric: understood.metric, page: null, isDoubtful: false };
  const topic = recordTopic(scope, text);
  const meant = { text, metric: understood.metric, product };
  if (topic) {
    return { ...staff, ...(await recordChoices(tx, scope, topic, meant)) };
  }
  if (isAboutPeers(scope, text)) {
    const others = await limitChoices(tx, scope, understood);
    const peers = await peersChoices(tx, scope, meant);
    return { ...staff, choices: [...peers, ...others], note: null };
  }
  const metric = understood.metric ?? metricPointedAt(understood, { product, typed: input.text });
  if (metric === null) {
    const { outside } = understood;
    const note = says(outside === null ? "askBoxUnknown" : OUTSIDE_NOTES[outside]);
    const page = outside === "freight" ? PAGES.fees : null;
    return { ...staff, page, choices: [], note };
  }
  return await readingsOf(tx, scope, { product, understood }, metric);
}

const POINTING = /\b(this|it|these|that)\b|\b(so|too|only) (few|many|much|little|low|high|\d+)\b/;

/** A number that is not named: of the product that is; null where the words point at none. */
function metricPointedAt(
  { text, units, outside }: Understood,
  { product, typed }: { readonly product: Product | null; readonly typed: string },
): Metric | null {
  if (outside !== null || product === null) return null;
  const words = text.toLowerCase();
  const isMeant = typed.toLowerCase().includes(product.sku.toLowerCase()) || units !== null;
  return isMeant || POINTING.test(words) ? "recommended_qty" : null;
}

interface Asked {
  readonly product: Product | null;
  readonly understood: Understood;
}

/** At most this many other readings are offered, each with its best fit. */
const MOST_OTHERS = 2;

/** What the number can be asked, then the best fit of each other reading that is as likely. */
async function readingsOf(
  tx: Tx,
  scope: SellerScope,
  asked: Asked,
  metric: Metric,
): Promise<Proposal> {
  const { understood, product } = asked;
  const { type, otherTypes, otherMetrics } = understood;
  const found = await choicesOf(tx, scope, metric, asked);
  const readings = [
    ...otherMetrics.map((other) => ({ metric: other, understood })),
    ...otherTypes.map((other) => ({ metric, understood: { ...understood, type: other } })),
  ];
  const others: Choice[] = [];
  for (const reading of readings.slice(0, MOST_OTHERS)) {
    const of = { product, understood: reading.understood };
    const { choices } = await choicesOf(tx, scope, reading.metric, of);
    others.push(...choices.slice(0, 1));
  }
  const choices = distinct([...found.choices, ...others]);
  const isDoubtful =
    understood.isWeak || understood.metric === null || choices.length > found.choices.length;
  const doubt = isDoubtful && choices.length > 0 ? says("askBoxDoubt") : null;
  return {
    type,
    metric,
    choices,
    page: pageOf(metric, product),
    note: found.note ?? doubt,
    isDoubtful,
  };
}

function distinct(choices: readonly Choice[]): Choice[] {
  const byQuestion = new Map<string, Choice>();
  for (const choice of choices) {
    const key = JSON.stringify(choice.question);
    if (!byQuestion.has(key)) byQuestion.set(key, choice);
  }
  return [...byQuestion.values()];
}

const chosen = (choices: Found["choices"]): Found => ({ choices, note: null });
const missing = (note: "askBoxProduct" | "askBoxNoPlan"): Found => ({
  choices: [],
  note: says(note),
});

async function choicesOf(
  tx: Tx,
  scope: SellerScope,
  metric: Metric,
  { product, understood }: Asked,
): Promise<Found> {
  switch (metric) {
    case "capacity_limit":
      return limitFound(tx, scope, understood);
    case "ipi_score":
      return chosen(await scoreChoices(tx, scope, understood));
    case "recommended_qty":
      return product ? quantityFound(tx, scope, product, understood) : missing("askBoxProduct");
    case "forecast":
      if (!product) return missing("askBoxProduct");
      return forecastFound(tx, scope, product, understood);
    case "market_result": {
      const choices = await grantChoices(tx, scope, understood);
      const { label } = PAGES[metric];
      const note = choices.length === 0 ? says("askBoxPage", { page: label }) : null;
      return { choices, note };
    }
    default: {
      const run = await findLatestRun(tx, scope);
      if (!run) return missing("askBoxNoPlan");
      return metric === "placement_share"
        ? chosen(await placementChoices(tx, scope, run, product, understood))
        : measuredFound(metric, run, { product, understood });
    }
  }
}

/** Units to be taken out are of one product. */
function measuredFound(
  metric: MeasuredMetric,
  run: CoveringRun,
  { product, understood }: Asked,
): Found {
  const choices = measuredChoices(metric, run, product, understood);
  const isLacking = metric === "fees" && lacksProduct(product, understood);
  return { choices, note: isLacking ? says("askBoxProduct") : null };
}

async function quantityFound(
  tx: Tx,
  scope: SellerScope,
  product: Product,
  understood: Understood,
): Promise<Found> {
  const choices = quantityChoices(product, understood);
  const { type, text } = understood;
  const supposed = type === "forward" ? supposedLeadTime(text.toLowerCase()) : null;
  if (supposed === null) return chosen(choices);
  const found = await leadTimeChoices(tx, scope, product, supposed);
  return { choices: [...found.choices, ...choices], note: found.note };
}

function pageOf(metric: Metric, product: Product | null): NonNullable<AskBoxProposal["page"]> {
  const page = PAGES[metric];
  return metric === "forecast" && product
    ? { label: page.label, path: `${page.path}/${product.productId}` }
    : page;
}

const MOST_WORDS = 40;
const SPACES = /[\s,;:?!"'()、。，？！「」]+/;
/** Japanese leaves no space around a SKU. */
const SPACES_AND_JAPANESE =
  /(?:[\s,;:?!"'()、。，？！「」]|[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}])+/u;

/** The product whose SKU is a word of the text, else the one the page is about. */
async function productOf(
  tx: Tx,
  scope: SellerScope,
  { text, productId }: Input,
): Promise<Product | null> {
  const run = await findLatestRun(tx, scope);
  if (!run) return null;
  const words = [SPACES, SPACES_AND_JAPANESE]
    .flatMap((between) => text.split(between))
    .filter((word) => /\d/.test(word) && word.length >= 3);
  const keys = [
    ...words.slice(0, MOST_WORDS).flatMap((sku) => [{ sku }, { sku: sku.toUpperCase() }]),
    ...(productId === null ? [] : [{ productId }]),
  ];
  for (const key of keys) {
    const found = await findRestock(tx, scope, run.runId, key);
    if (!found) continue;
    const { previousRunId } = run;
    const before =
      previousRunId === null
        ? undefined
        : await findRestock(tx, scope, previousRunId, { productId: found.productId });
    return {
      productId: found.productId,
      sku: found.sku,
      runId: run.runId,
      baseRunId: before ? previousRunId : null,
    };
  }
  return null;
}
