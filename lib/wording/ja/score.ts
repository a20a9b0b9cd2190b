// Japanese words about the efficiency score.
import type { scoreLabelsEn, scoreMessagesEn } from "../score-en.ts";

export const scoreLabelsJa: {
  readonly score: Readonly<Record<keyof typeof scoreLabelsEn.score, string>>;
} = {
  score: {
    policy: "どのスコアも始まる値",
    sellThrough: "販売率",
    excess: "余剰在庫の割合",
    stranded: "有効な出品のない在庫の割合",
    inStock: "在庫のあった期間",
  },
};

export const scoreMessagesJa: Readonly<Record<keyof typeof scoreMessagesEn, string>> = {
  subjectScore: "{$month}の{$storageType}の効率スコア",
  scoreShare: `.input {$part :string}
.match $part
sellThrough {{販売率は{$share}で、{$best}以上なら満点です。}}
excess {{余剰在庫の割合は{$share}で、{$best}以下なら満点です。}}
stranded {{有効な出品のない在庫の割合は{$share}で、{$best}以下なら満点です。}}
* {{在庫あり率は{$share}で、{$best}以上なら満点です。}}`,
  askBoxScore: "{$month}の{$storageType}の効率スコア",
};
