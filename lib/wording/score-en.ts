// English words about the efficiency score.
export const scoreLabelsEn = {
  score: {
    policy: "Where every score starts",
    sellThrough: "Sell-through",
    excess: "Share of excess units",
    stranded: "Share of stranded units",
    inStock: "Time in stock",
  },
} as const;

export const scoreMessagesEn = {
  subjectScore: "Your efficiency score for {$storageType} space, {$month}",
  scoreShare: `.input {$part :string}
.match $part
sellThrough {{Sell-through is {$share}; {$best} or more counts in full.}}
excess {{The share of excess units is {$share}; {$best} or less counts in full.}}
stranded {{The share of stranded units is {$share}; {$best} or less counts in full.}}
* {{The in-stock rate is {$share}; {$best} or more counts in full.}}`,
  askBoxScore: "your efficiency score for {$storageType} space, {$month}",
} as const;
