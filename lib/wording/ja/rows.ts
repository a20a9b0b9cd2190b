// Japanese messages for the rows behind a figure, and for what a viewer is not shown.
import type { rowMessagesEn } from "../messages-rows-en.ts";

export const rowMessagesJa: Readonly<Record<keyof typeof rowMessagesEn, string>> = {
  rowInStock: "{$offered}のうち{$days}在庫あり、{$sold}販売",
  rowNotCounted: "対象外",
  rowAtPrice: "{$units}（{$price}）",
  rowFees: "{$units}、{$money}",
  rowAmount: "{$label}（{$amount}）",
  stepNext: "{$label}（あと{$slack}）",
  withinBand: "{$low}〜{$high}",
  belowBand: "{$least}未満",
  aboutBand: "約{$value}",
  hiddenNetwork:
    "ネットワークの混み具合は、すべての出品者を合わせて決まります。表示するのはご自身の数字への影響だけで、ほかの出品者の数字は表示しません。",
  hiddenValues:
    "ほかの出品者を合わせて決まる値は表示しません。そこから決まるご自身の結果は表示します。",
};
