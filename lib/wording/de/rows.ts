// German messages for the rows behind a figure, and for what a viewer is not shown.
import type { rowMessagesEn } from "../messages-rows-en.ts";

export const rowMessagesDe: Readonly<Record<keyof typeof rowMessagesEn, string>> = {
  rowInStock: "vorrätig {$days} von {$offered}, {$sold} verkauft",
  rowNotCounted: "nicht gezählt",
  rowAtPrice: "{$units} zu {$price}",
  rowFees: "{$units}, {$money}",
  rowAmount: "{$label} ({$amount})",
  stepNext: "{$label}, noch {$slack} entfernt",
  withinBand: "{$low} bis {$high}",
  belowBand: "weniger als {$least}",
  aboutBand: "etwa {$value}",
  hiddenNetwork:
    "Wie voll das Netz ist, folgt aus allen Händlern zusammen. Sie sehen die Wirkung auf Ihre Zahl, nie die Zahlen anderer Händler.",
  hiddenValues:
    "Werte, die aus anderen Händlern zusammen folgen, werden nicht gezeigt; Ihr eigenes Ergebnis daraus schon.",
};
