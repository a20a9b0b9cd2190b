// From a plain question to questions that can be asked: the newest numbers of the account that it speaks of.
import type { z } from "zod";
import type { Tx } from "@/db/client.ts";
import type { Locale } from "@/lib/wording/index.ts";
import { type CoveringRun, findLatestRun } from "@/server/repositories/latest-run.ts";
import { findRestock } from "@/server/repositories/restock.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { recordDeclined } from "../declined.ts";
import { classify, type Metric, type Understood } from "./classify.ts";
import { lacksProduct } from "./fee-choices.ts";
import { forecastChoices } from "./forecast-choices.ts";
import { grantChoices } from "./grant-choices.ts";
import { type Found, labelText, says } from "./label.ts";
import { supposedLeadTime } from "./lead-time.ts";
import { limitChoices } from "./limit-choices.ts";
import { type MeasuredMetric, measuredChoices } from "./measured-choices.ts";
import { placementChoices } from "./placement-choices.ts";
import { leadTimeChoices, type Product, quantityChoices } from "./quantity-choices.ts";
import type { AskBoxInput, AskBoxProposal } from "./schemas.ts";
import { scoreChoices } from "./score-choices.ts";
import { isAboutPeers, peersChoices, recordChoices, recordTopic } from "./staff-choices.ts";

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

/** What can be asked about what the text speaks of, the best fit first. Nothing is asked; that nothing fits is counted. */
export async function proposeQuestions(
  ctx: SellerContext,
  { locale = "en", ...input }: Input & { readonly locale?: Locale },
): Promise<AskBoxProposal> {
  const understood = classify(input.text);
  const { choices, note, page } = await inScope(ctx.db, ctx.scope, (tx) =>
    proposalOf(tx, ctx.scope, understood, input),
  );
  const { metric } = understood;
  if (choices.length === 0) {
    const reason = metric === null ? "no_number_named" : "nothing_fits";
    await recordDeclined(ctx, { kind: "box", metric, reason });
  }
  return {
    choices: choices.map(({ label, question }) => ({ label: labelText(label, locale), question })),
    page,
    note: note && labelText(note, locale),
  };
}

type Proposal = Found & Pick<AskBoxProposal, "page">;

async function proposalOf(
  tx: Tx,
  scope: SellerScope,
  understood: Understood,
  input: Input,
): Promise<Proposal> {
  const product = await productOf(tx, scope, input);
  const topic = recordTopic(scope, input.text);
  if (topic) {
    const meant = { text: input.text, metric: understood.metric, product };
    return { ...(await recordChoices(tx, scope, topic, meant)), page: null };
  }
  if (isAboutPeers(scope, input.text)) {
    const others = await limitChoices(tx, scope, understood, input.text);
    const choices = [...(await peersChoices(tx, scope, input.text)), ...others];
    return { choices, page: null, note: null };
  }
  // A question that names a product and no number is about what is advised of it.
  const metric = understood.metric ?? (product ? "recommended_qty" : null);
  if (metric === null) return { choices: [], page: null, note: says("askBoxUnknown") };
  const page = pageOf(metric, product);
  const found = await choicesOf(tx, scope, metric, { product, understood, text: input.text });
  return { page, ...found };
}

interface Asked {
  readonly product: Product | null;
  readonly understood: Understood;
  readonly text: string;
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
  { product, understood, text }: Asked,
): Promise<Found> {
  switch (metric) {
    case "capacity_limit":
      return chosen(await limitChoices(tx, scope, understood, text));
    case "ipi_score":
      return chosen(await scoreChoices(tx, scope, understood, text));
    case "recommended_qty":
      return product
        ? quantityFound(tx, scope, product, { understood, text })
        : missing("askBoxProduct");
    case "forecast":
      if (!product) return missing("askBoxProduct");
      return chosen(await forecastChoices(tx, scope, product, understood));
    case "market_result": {
      const choices = await grantChoices(tx, scope, understood, text);
      const { label } = PAGES[metric];
      const note = choices.length === 0 ? says("askBoxPage", { page: label }) : null;
      return { choices, note };
    }
    default: {
      const run = await findLatestRun(tx, scope);
      if (!run) return missing("askBoxNoPlan");
      return metric === "placement_share"
        ? chosen(await placementChoices(tx, scope, run, product, understood, text))
        : measuredFound(metric, run, { product, understood });
    }
  }
}

/** Units to be taken out are of one product. */
function measuredFound(
  metric: MeasuredMetric,
  run: CoveringRun,
  { product, understood }: Omit<Asked, "text">,
): Found {
  const choices = measuredChoices(metric, run, product, understood);
  const isLacking = metric === "fees" && lacksProduct(product, understood);
  return { choices, note: isLacking ? says("askBoxProduct") : null };
}

async function quantityFound(
  tx: Tx,
  scope: SellerScope,
  product: Product,
  { understood, text }: Omit<Asked, "product">,
): Promise<Found> {
  const choices = quantityChoices(product, understood);
  const supposed = understood.type === "forward" ? supposedLeadTime(text.toLowerCase()) : null;
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

/** The product whose SKU is a word of the text, else the one the page is about. */
async function productOf(
  tx: Tx,
  scope: SellerScope,
  { text, productId }: Input,
): Promise<Product | null> {
  const run = await findLatestRun(tx, scope);
  if (!run) return null;
  const words = text.split(/[\s,;:?!"'()]+/).filter((word) => /\d/.test(word) && word.length >= 3);
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
