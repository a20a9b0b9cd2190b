// What can be asked about one number: the best fit first, and why it is not another where nothing fits.
import type { Tx } from "@/db/client.ts";
import { type CoveringRun, findLatestRun } from "@/server/repositories/latest-run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { Understood } from "./classify.ts";
import { lacksProduct } from "./fee-choices.ts";
import { forecastFound } from "./forecast-choices.ts";
import { grantChoices } from "./grant-choices.ts";
import { type Choice, distinct, type Found, says } from "./label.ts";
import { supposedLeadTime } from "./lead-time.ts";
import { limitFound } from "./limit-choices.ts";
import { type MeasuredMetric, measuredChoices } from "./measured-choices.ts";
import type { Metric } from "./metric-rules.ts";
import { placementChoices } from "./placement-choices.ts";
import { leadTimeChoices, type Product, quantityChoices, roomChoice } from "./quantity-choices.ts";
import { scoreChoices } from "./score-choices.ts";

interface Page {
  readonly label: string;
  readonly path: string;
}

/** A page that tells more: a part of the account's address. */
export const PAGES: Readonly<Record<Metric, Page>> = {
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

export interface Asked {
  readonly product: Product | null;
  readonly understood: Understood;
}

const chosen = (choices: Found["choices"]): Found => ({ choices, note: null });
const missing = (note: "askBoxProduct" | "askBoxNoPlan"): Found => ({
  choices: [],
  note: says(note),
});

export async function foundOf(
  tx: Tx,
  scope: SellerScope,
  metric: Metric,
  { product, understood }: Asked,
): Promise<Found> {
  switch (metric) {
    case "capacity_limit":
      return roomFound(await limitFound(tx, scope, understood), product, understood);
    case "ipi_score":
      return scoreChoices(tx, scope, understood);
    case "recommended_qty":
      return product ? quantityFound(tx, scope, product, understood) : missing("askBoxProduct");
    case "forecast":
      return product ? forecastFound(tx, scope, product, understood) : missing("askBoxProduct");
    case "market_result":
      return grantFound(await grantChoices(tx, scope, understood), understood);
    default: {
      const run = await findLatestRun(tx, scope);
      if (!run) return missing("askBoxNoPlan");
      return metric === "placement_share"
        ? chosen(await placementChoices(tx, scope, run, product, understood))
        : measuredFound(metric, run, { product, understood });
    }
  }
}

/** What there is room for of a product is told in units. */
const roomFound = (found: Found, product: Product | null, { topic }: Understood): Found =>
  product !== null && topic === "room"
    ? { ...found, choices: [roomChoice(product), ...found.choices] }
    : found;

function grantFound(choices: readonly Choice[], { type }: Understood): Found {
  if (choices.length > 0) return chosen(choices);
  const page = PAGES.market_result.label;
  return {
    choices,
    note: says(type === "forward" ? "askBoxNoOpenRound" : "askBoxNoRound", { page }),
  };
}

const POINTS_AT_PRODUCT =
  /\b(this|that|(?<!what )its?|these|the (product|item|article|sku|asin))\b/;

/** Where nothing points at the product of the page, the account's figure comes first, the product's next. Units taken out are of one product. */
function measuredFound(metric: MeasuredMetric, run: CoveringRun, asked: Asked): Found {
  const { product, understood } = asked;
  const choices = measuredChoices(metric, run, product, understood);
  const isLacking = metric === "fees" && lacksProduct(product, understood);
  if (product === null || !isOfAccount(asked))
    return { choices, note: isLacking ? says("askBoxProduct") : null };
  const [first, ...others] = measuredChoices(metric, run, null, understood);
  return chosen(distinct([...(first ? [first] : []), ...choices.slice(0, 1), ...others]));
}

function isOfAccount({ product, understood }: Asked): boolean {
  const { text, type, topic } = understood;
  const words = text.toLowerCase();
  const isOfProduct =
    type === "forward" || topic === "cover" || words.includes(product?.sku.toLowerCase() ?? "");
  return !isOfProduct && !POINTS_AT_PRODUCT.test(words);
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
  if (supposed === null && type === "level" && /\bseason\w*\b/.test(text.toLowerCase())) {
    // Whether the season is over is a matter of the forecast.
    const expected = await forecastFound(tx, scope, product, understood);
    return chosen([...choices.slice(0, 1), ...expected.choices.slice(0, 1), ...choices.slice(1)]);
  }
  if (supposed === null) return chosen(choices);
  const found = await leadTimeChoices(tx, scope, product, supposed);
  return { choices: [...found.choices, ...choices], note: found.note };
}

export function pageOf(metric: Metric, product: Product | null): Page {
  const page = PAGES[metric];
  return metric === "forecast" && product
    ? { label: page.label, path: `${page.path}/${product.productId}` }
    : page;
}
