// Questions about a product's forecast that a plain question can mean.
import type { Tx } from "@/db/client.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { knownForecast, QUARTER_WEEKS, sum } from "../forecast-known.ts";
import type { Understood } from "./classify.ts";
import { type Choice, says } from "./label.ts";
import type { Product } from "./quantity-choices.ts";

/** The best fit first, then why it is what it is and why it changed. */
export async function forecastChoices(
  tx: Tx,
  scope: SellerScope,
  { productId, sku, runId, baseRunId }: Product,
  { type, units }: Understood,
): Promise<Choice[]> {
  const subject = says("askBoxForecast", { sku });
  const of = { productId, runId };
  const level: Choice = {
    label: says("askBoxLevel", { subject }),
    question: { kind: "forecastLevel", ...of },
  };
  const change: Choice[] =
    baseRunId === null
      ? []
      : [
          {
            label: says("askBoxChange", { subject }),
            question: { kind: "forecastChange", ...of },
          },
        ];
  switch (type) {
    case "change":
      return [...change, level];
    case "provenance":
      return [
        {
          label: says("askBoxSources", { subject }),
          question: { kind: "forecastSources", ...of },
        },
        level,
      ];
    case "contrast":
    case "counterfactual": {
      const other = units ?? (await soldBefore(tx, scope, of));
      const target = { unit: "units", value: other };
      return [
        {
          label: says("askBoxContrast", { subject, target }),
          question: { kind: "forecastContrast", ...of, units: other },
        },
        level,
      ];
    }
    case "forward":
      return [
        {
          label: says("askBoxForward", { subject }),
          question: { kind: "forecastForward", ...of, leaf: "none", move: 1, steps: 0 },
        },
        level,
      ];
    default:
      return [level, ...change];
  }
}

/** A figure to compare with where none is named: what was sold in as many weeks before. */
async function soldBefore(
  tx: Tx,
  scope: SellerScope,
  of: { readonly productId: number; readonly runId: number },
): Promise<number> {
  const { past } = await knownForecast(tx, scope, of);
  return sum(past.slice(-QUARTER_WEEKS).map(({ soldMilliUnits }) => soldMilliUnits)) / 1000;
}
