// Names of forecasting methods as a seller reads them.
const LABELS: Readonly<Record<string, string>> = {
  smoothing: "Smoothing",
  model: "Global model",
  global: "Global model",
  pretrained: "Pre-trained global model",
  seasonalNaive: "Same season last year",
  ses: "Exponential smoothing",
  ets: "Automatic exponential smoothing",
  theta: "Theta",
  croston: "Croston",
  tsb: "Teunter-Syntetos-Babai",
  adida: "Aggregate and share out",
  imapa: "Several aggregations",
  empirical: "Past weeks as they were",
};

/** Methods that were combined are joined by "+"; one without a name of its own is shown as it is. */
export function methodLabel(method: string): string {
  return method
    .split("+")
    .map((part, at) => {
      const label = LABELS[part.trim()] ?? part.trim();
      return at === 0 ? label : label.charAt(0).toLowerCase() + label.slice(1);
    })
    .join(" and ");
}
