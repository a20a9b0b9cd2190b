// Questions about fees that a plain question can mean: of the month of the newest run, or of the one after it.
import { addMonths } from "@/lib/calendar/index.ts";
import { REMOVABLE_FEES } from "@/lib/optimizer/fees/index.ts";
import type { Understood } from "./classify.ts";
import { type Choice, type Label, says } from "./label.ts";
import type { Product } from "./quantity-choices.ts";

/** The best fit first. */
export function feeChoices(
  asOfOn: string,
  product: Product | null,
  understood: Understood,
): Choice[] {
  const { type, fee } = understood;
  const [change, level] = feePair(asOfOn, product, fee);
  if (type === "change") return [change, level];
  return [...special(asOfOn, product, understood), level, change];
}

/** Whether units of a product are to be taken out, and the product is not named. */
export const lacksProduct = (
  product: Product | null,
  { type, units, isRemoval }: Understood,
): boolean => type === "forward" && isRemoval && units !== null && product === null;

const monthOf = (asOfOn: string, ahead: number): string =>
  `${addMonths(asOfOn.slice(0, 7), ahead)}-01`;

function special(
  asOfOn: string,
  product: Product | null,
  { type, fee, units, isRemoval }: Understood,
): Choice[] {
  const productId = product?.productId ?? 0;
  const subjectOf = (monthOn: string) => feeSubject(product, fee, monthOn);
  const [now, next] = [monthOf(asOfOn, 0), monthOf(asOfOn, 1)];
  const avoided = REMOVABLE_FEES.find((kind) => kind === fee);
  switch (type) {
    case "provenance":
      return [
        {
          label: says("askBoxSources", { subject: subjectOf(now) }),
          question: { kind: "feeSources", fee, monthOn: now, productId },
        },
      ];
    case "fairness":
      return [
        {
          label: says("askBoxCountedFairness", { subject: subjectOf(now) }),
          question: { kind: "feeFairness", fee, monthOn: now, productId },
        },
      ];
    case "contrast":
      return fee === "all"
        ? []
        : [
            {
              label: says("askBoxFeeContrast", { subject: subjectOf(now) }),
              question: { kind: "feeContrast", fee, monthOn: now, productId },
            },
          ];
    case "counterfactual":
      return avoided
        ? [
            {
              label: says("askBoxFeeTarget", {
                subject: subjectOf(next),
              }),
              question: { kind: "feeTarget", fee: avoided, monthOn: next, productId },
            },
          ]
        : [];
    case "forward": {
      // Units that are sent, sold or had are not taken out.
      const taken = product !== null && isRemoval ? units : null;
      const of = { kind: "feeForward", fee, monthOn: next, productId } as const;
      const subject = subjectOf(next);
      return [
        taken === null
          ? {
              label: says("askBoxForward", { subject }),
              question: { ...of, units: 0 },
            }
          : {
              label: says("askBoxFeeForward", {
                subject,
                units: { unit: "units", value: taken },
              }),
              question: { ...of, units: taken },
            },
      ];
    }
    default:
      return [];
  }
}

function feePair(
  asOfOn: string,
  product: Product | null,
  fee: Understood["fee"],
): readonly [Choice, Choice] {
  const monthOn = `${asOfOn.slice(0, 7)}-01`;
  const baseMonthOn = `${addMonths(asOfOn.slice(0, 7), -1)}-01`;
  const subject = feeSubject(product, fee, monthOn);
  const of = { fee, monthOn, productId: product?.productId ?? 0 };
  return [
    {
      label: says("askBoxBetween", {
        subject,
        from: { month: baseMonthOn },
        to: { month: monthOn },
      }),
      question: { kind: "feeChange", ...of, baseMonthOn },
    },
    { label: says("askBoxLevel", { subject }), question: { kind: "feeLevel", ...of } },
  ];
}

function feeSubject(product: Product | null, fee: Understood["fee"], monthOn: string): Label {
  const month = { month: monthOn };
  const of = product ? { sku: product.sku, month } : { month };
  if (fee === "all") return says(product ? "askBoxFeesOf" : "askBoxFees", of);
  return {
    id: product ? "subjectFeesOf" : "subjectFees",
    values: { ...of, fee: { fee } },
    isInSentence: true,
  };
}
