// Questions about measured figures that a plain question can mean: over the four weeks before the newest run, or by month.
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import type { Understood } from "./classify.ts";
import { feeChoices } from "./fee-choices.ts";
import { inStockChoices } from "./in-stock-choices.ts";
import { type Choice, type Label, says } from "./label.ts";
import type { Metric } from "./metric-rules.ts";
import type { Product } from "./quantity-choices.ts";
import { speedChoices } from "./speed-choices.ts";
import { stockChoices } from "./stock-choices.ts";

const FOUR_WEEKS = 28;

/** Metrics whose figures are counted from reports. */
export const MEASURED_METRICS = [
  "in_stock_rate",
  "units_on_hand",
  "delivery_speed",
  "fees",
] as const satisfies readonly Metric[];
export type MeasuredMetric = (typeof MEASURED_METRICS)[number];

/** Why it changed and why it is what it is, in the order that was meant. */
export function measuredChoices(
  metric: MeasuredMetric,
  run: CoveringRun,
  product: Product | null,
  understood: Understood,
): Choice[] {
  if (metric === "in_stock_rate") return inStockChoices(fourWeeksOf(run), understood);
  if (metric === "fees") return feeChoices(run.asOfOn, product, understood);
  const [change, level] = pairOf(metric, run, product);
  const special =
    metric === "units_on_hand"
      ? stockChoices({ subject: stockSubject(product), ...fourWeeksOf(run) }, product, understood)
      : speedChoices(run.asOfOn, understood);
  return understood.type === "change" ? [change, ...special, level] : [...special, level, change];
}

const fourWeeksOf = ({ asOfOn }: CoveringRun) => ({
  fromOn: dayToDate(dayFromDate(asOfOn) - FOUR_WEEKS),
  toOn: asOfOn,
});

const stockSubject = (product: Product | null): Label =>
  product ? says("askBoxStockOf", { sku: product.sku }) : says("askBoxStock");

function pairOf(
  metric: Exclude<MeasuredMetric, "fees" | "in_stock_rate">,
  run: CoveringRun,
  product: Product | null,
): readonly [Choice, Choice] {
  const { asOfOn } = run;
  const days = fourWeeksOf(run);
  const between = { from: { day: days.fromOn }, to: { day: asOfOn } };
  // 0 stands for all products of the account.
  const productId = product?.productId ?? 0;
  switch (metric) {
    case "units_on_hand": {
      const subject = stockSubject(product);
      return [
        {
          label: says("askBoxBetween", { subject, ...between }),
          question: { kind: "stockChange", ...days, productId },
        },
        {
          label: says("askBoxLevel", { subject }),
          question: { kind: "stockLevel", toOn: asOfOn, productId },
        },
      ];
    }
    case "delivery_speed": {
      const subject = says("askBoxSpeed");
      return [
        {
          label: says("askBoxBetween", { subject, ...between }),
          question: { kind: "speedChange", measure: "meanDays", ...days },
        },
        {
          label: says("askBoxLevel", { subject }),
          question: { kind: "speedLevel", measure: "meanDays", toOn: asOfOn },
        },
      ];
    }
  }
}
