// English messages for the rows behind a figure, and for what a viewer is not shown.
export const rowMessagesEn = {
  rowInStock: "{$days} of {$offered} in stock, {$sold} sold",
  rowNotCounted: "not counted",
  rowAtPrice: "{$units} at {$price}",
  rowFees: "{$units}, {$money}",
  rowAmount: "{$label} ({$amount})",
  stepNext: "{$label}, {$slack} away",
  withinBand: "{$low} to {$high}",
  belowBand: "less than {$least}",
  aboutBand: "about {$value}",
  hiddenNetwork:
    "How full the network is follows from all sellers together. You see its effect on your number, never another seller's figures.",
  hiddenValues:
    "Values that follow from other sellers together are not shown; your own result of them is.",
} as const;
