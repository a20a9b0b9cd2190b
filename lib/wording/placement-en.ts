// English messages about where units go: a shipment's buildings, one building against another, other splits.
export const placementMessagesEn = {
  subjectSplit: "Your shipment in the plan of {$day}",
  splitAt: "To {$fc}",
  splitOpen:
    "No split was chosen, so units go to each building where they gain most: near their buyers, with room.",
  splitKept: "The plan keeps to the split that was chosen: {$names}.",
  splitOption: `.input {$known :string}
.match $known
days {{With the {$split} split: {$buildings}, a fee of {$fee}, {$days} to the buyers on average.}}
* {{With the {$split} split: {$buildings}, a fee of {$fee}.}}`,
  splitNotOffered: `.input {$state :string}
.match $state
noRoom {{The {$split} split is not offered: no such buildings have room for all units now.}}
noRate {{The {$split} split is not offered: the published rates have none for some of the sizes.}}
sizeUnknown {{The {$split} split is not offered: the size or weight of a product is not known.}}
alreadyFew {{The {$split} split is not needed: the plan sends to no more buildings, without a fee.}}
* {{The {$split} split is not offered: no rates are published for this marketplace.}}`,
  splitWouldCost: "The {$split} split would send {$units} to {$names}, for a fee of {$fee}.",
  splitWouldTake: `.input {$direction :string}
.match $direction
loss {{Units would take {$days} to the buyers on average. Against the plan, that is {$amount} less.}}
gain {{Units would take {$days} to the buyers on average. Against the plan, that is {$amount} more.}}
* {{Units would take {$days} to the buyers on average, as they do as planned.}}`,
  splitRecomputed: "The fee was computed again from the units and the published rates.",
  splitNumberOnly:
    "You choose to how many buildings your shipment goes. Which ones they are follows from the plan.",
  splitWhich:
    "Within that number, the plan takes the buildings where your units gain most: near their buyers, with room for all.",
  splitShared:
    "All sellers share the room. If each could pick a building, the best ones would be full for others.",
  splitCounts: "A split that you choose on the placement page counts from the next plan on.",
  placementContrastHeadline: "{$subject} is {$units}. {$other} gets {$others}.",
  placementForced: "Made to take what {$fc} serves, {$other} would get {$units}.",
  placementPart: "{$part}: {$amount}.",
  askBoxSplit: "your shipment in the newest plan",
  askBoxPlacement: "the quantity of {$sku} for {$fc}",
  askBoxStockTarget: "the target for {$sku} at {$fc}",
  askBoxElsewhere: "Why do units of {$sku} go to {$fc} and not to {$other}?",
  askBoxSplitForward: "What would the {$split} split cost, and how fast would it deliver?",
  askBoxSplitChoice: "Why may I not choose the building?",
} as const;
