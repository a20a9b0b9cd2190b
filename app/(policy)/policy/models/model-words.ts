// What versions of the forecast model and forecasting methods are called, and their figures in words.
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatNumber, formatPercent } from "@/app/ui/format.ts";

export type ModelSummary = RouterOutputs["forecastModels"]["list"]["models"][number];
export type ModelDetail = RouterOutputs["forecastModels"]["get"];

export const kindLabels: Readonly<Record<ModelSummary["kind"], string>> = {
  pretrained: "Shipped with the product",
  network: "Trained on the network's data",
};

/** Why a version cannot be put into use or taken out of it. */
export const modelRefusals: Readonly<Record<string, string>> = {
  already_active: "This version is in use already.",
  already_retired: "This version was retired meanwhile: a retired version does not come back.",
  worse_than_active:
    "It measured worse than the version in use. Tick that you have read this to use it all the same.",
  not_measured:
    "Nobody has measured how well it forecasts. Tick that you have read this to use it all the same.",
};

export const warnings: Readonly<Record<NonNullable<ModelDetail["warning"]>, string>> = {
  worse_than_active: "This version measured worse than the one in use",
  not_measured: "Nobody has measured how well this version forecasts",
};

const methodLabels: Readonly<Record<string, string>> = {
  "model+smoothing": "Global model with season and level",
  smoothing: "Season and level",
  imapa: "IMAPA",
  tsb: "TSB",
  ses: "SES",
  ets: "ETS",
  theta: "Theta",
  empirical: "Empirical",
};

/** A method's name, with what tells it apart from others of the name: "Global model ..., candidate 7". */
export function methodLabel(method: string): string {
  const [name = method, ...apart] = method.split(", ");
  return [methodLabels[name] ?? name, ...apart].join(", ");
}

export const modelTitle = ({ name, version }: Pick<ModelSummary, "name" | "version">): string =>
  `${name} ${version}`;

/** A share 0..1 as a percentage. */
export const shareText = (share: number | null, digits = 1): string =>
  formatPercent(share === null ? null : share * 1_000_000, { digits });

/** How far a version is from the best classical method: "4.2% better than IMAPA". */
export function gainText({
  gainShare,
  bestClassical,
}: Pick<ModelSummary, "gainShare" | "bestClassical">): string | null {
  if (gainShare === null || bestClassical === null) return null;
  const amount = shareText(Math.abs(gainShare));
  const word = gainShare >= 0 ? "better" : "worse";
  return `${amount} ${word} than ${methodLabel(bestClassical)}`;
}

export const lossText = (loss: number | null): string => formatNumber(loss, { digits: 3 });
