// From a plain question to questions that can be asked: the newest numbers of the account that it speaks of.
import type { z } from "zod";
import type { Tx } from "@/db/client.ts";
import type { Locale, MessageId } from "@/lib/wording/index.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import { listFcPlaces } from "@/server/repositories/network.ts";
import { findRestock } from "@/server/repositories/restock.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { recordDeclined } from "../declined.ts";
import { viewerOf } from "../staff-only.ts";
import { namesBuilding } from "./buildings.ts";
import { classify, type Understood } from "./classify.ts";
import { type Asked, foundOf, PAGES, pageOf } from "./found.ts";
import { type Choice, distinct, type Found, labelText, says } from "./label.ts";
import { limitFound } from "./limit-choices.ts";
import type { Metric, Outside } from "./metric-rules.ts";
import type { Product } from "./quantity-choices.ts";
import type { AskBoxInput, AskBoxProposal } from "./schemas.ts";
import { isAboutPeers, peersChoices, recordChoices, recordTopic } from "./staff-choices.ts";
import type { QuestionType } from "./type-rules.ts";

type Input = Omit<z.infer<typeof AskBoxInput>, "account" | "locale">;

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
    const found = await recordChoices(tx, scope, topic, meant);
    return { ...staff, type: "provenance", ...found };
  }
  if (isAboutPeers(scope, text)) {
    const others = (await limitFound(tx, scope, understood)).choices;
    const peers = await peersChoices(tx, scope, meant);
    return { ...staff, type: "change", choices: [...peers, ...others], note: null };
  }
  const [metric, ...others] = understood.metric
    ? [understood.metric]
    : metricsPointedAt(understood, { product, typed: input.text });
  if (metric === undefined) {
    const { outside } = understood;
    const note = says(outside === null ? "askBoxUnknown" : OUTSIDE_NOTES[outside]);
    const page = outside === "freight" ? PAGES.fees : null;
    return { ...staff, page, choices: [], note };
  }
  const otherMetrics = [...understood.otherMetrics, ...others];
  const asked = { product, understood: { ...understood, otherMetrics } };
  return withOthersNote(scope, await readingsOf(tx, scope, asked, metric), text);
}

const WHO_ELSE = /\bwho else\b|\bothers? (was|were|are|is) (affected|hit)\b|\banyone else\b/;

/** Who else is concerned is told to staff alone. */
const withOthersNote = (scope: SellerScope, found: Proposal, text: string): Proposal =>
  viewerOf(scope) === "seller" && WHO_ELSE.test(text.toLowerCase())
    ? { ...found, note: says("askBoxOthers") }
    : found;

const POINTING = /\b(this|it|these|that)\b|\b(so|too|only) (few|many|much|little|low|high|\d+)\b/;

/** What was may come back: a limit or an advised quantity that fell. */
const COMES_BACK =
  /\b(undo\w*|undone|recover\w*|restor\w*|revers\w*|(go|goes|come|comes|get) back|back (to normal|up))\b/;

/** Numbers that are not named: what may come back, and of the product that is meant; none where the words point at none. */
function metricsPointedAt(
  { text, type, units, outside }: Understood,
  { product, typed }: { readonly product: Product | null; readonly typed: string },
): Metric[] {
  if (outside !== null) return [];
  const words = text.toLowerCase();
  const isNamed = product !== null && typed.toLowerCase().includes(product.sku.toLowerCase());
  const isMeant = product !== null && (isNamed || units !== null || POINTING.test(words));
  // Space is what all sellers share, so that is what fairness is about first.
  const isOfLimit = type === "fairness" || COMES_BACK.test(words);
  const limit: Metric[] = isOfLimit && !isNamed ? ["capacity_limit"] : [];
  return isMeant ? [...limit, "recommended_qty"] : limit;
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
  const found = await foundOf(tx, scope, metric, asked);
  const readings = [
    ...otherMetrics.map((other) => ({ metric: other, understood })),
    ...otherTypes.map((other) => ({ metric, understood: { ...understood, type: other } })),
  ];
  const others: Choice[] = [];
  for (const reading of readings.slice(0, MOST_OTHERS)) {
    const of = { product, understood: reading.understood };
    const { choices } = await foundOf(tx, scope, reading.metric, of);
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
