// English messages about what would be: ways to another number, what a deed does, why not another quantity.
export const whatIfMessagesEn = {
  targetHeadline: `.input {$sense :string}
.match $sense
atMost {{What would make {$subject} {$target} or less: {$ways}.}}
* {{What would make {$subject} {$target} or more: {$ways}.}}`,
  targetMet: `.input {$sense :string}
.match $sense
atMost {{{$subject} is {$value}: no more than {$target} already.}}
* {{{$subject} is {$value}: at least {$target} already.}}`,
  targetBeyond: `.input {$sense :string}
.match $sense
atMost {{Nothing we know of would make {$subject} {$target} or less.}}
* {{Nothing we know of would make {$subject} {$target} or more.}}`,
  targetNow: "Today it is {$value}.",
  targetFarthest: `.input {$sense :string}
.match $sense
atMost {{Every step together, each to half of what it is now, would bring it down to {$farthest}.}}
* {{Every step together, each by half of what it is now, would bring it to {$farthest}.}}`,
  targetNothing:
    "No step of your own moves it, up to half of what each is now: something else sets it.",
  targetVerified: "Each was checked: the last plan was computed again with this change alone.",
  wayChange: "{$lever}: from {$from} to {$to}",
  waySwitch: `.input {$leaf :string}
.match $leaf
hasOverride {{Take back the quantity set by hand}}
isDiscontinued {{Take the product up again}}
* {{{$lever}: switch it}}`,
  wayResult: `.input {$sense :string}
.match $sense
atMost {{It would have been {$reached} or less.}}
* {{It would have been {$reached} or more.}}`,
  wayEffort: `.input {$effort :string}
.match $effort
small {{Little effort}}
medium {{Some effort}}
* {{Much effort}}`,
  forwardHeadline: "{$deed}, {$subject} would be between {$low} and {$high}.",
  forwardExact: "{$deed}, {$subject} would be {$low}.",
  forwardDeed: "With {$lever} at {$to} instead of {$from}",
  forwardNothing: "If things go on as they are",
  forwardWithout: "Without it: between {$low} and {$high}.",
  forwardWithoutExact: "Without it: {$low}.",
  forwardNow: "In the last plan it is {$value}.",
  forwardRange:
    "The range covers space in the network getting tighter, staying as it is, or getting freer. All else is as the last plan knew it.",
  forwardKept: "This answer is kept, and compared with what the next plan decides.",
  outcomeActual: `.input {$inside :string}
.match $inside
yes {{The plan of {$day} decided {$actual}: inside the range.}}
* {{The plan of {$day} decided {$actual}: outside the range.}}`,
  outcomeDone: `.input {$done :string}
.match $done
yes {{It was done: {$lever} was {$value}.}}
* {{It was not done as far: {$lever} was {$value}.}}`,
  outcomeOutlook: `.input {$inside :string}
.match $inside
yes {{With all inputs as they really became, the range holds.}}
* {{Also with all inputs as they really became, the range does not hold: space moved further than expected.}}`,
  quantityHeadline: "The last plan advises {$value} of {$sku}, not {$other}.",
  quantityConflict: "What keeps it from {$other}: {$rules}.",
  quantityAlone: "Without {$rule} alone it would be {$other} or more.",
  quantityDemand:
    "No rule keeps it from {$other}: the demand expected until the next delivery does not call for as many.",
  quantityLess: "No rule keeps it from {$other}: fewer would leave more demand unserved.",
  quantityProfit: `.input {$direction :string}
.match $direction
loss {{Sending {$other} instead is expected to earn {$amount} less over the days it must cover.}}
gain {{Sending {$other} instead is expected to earn {$amount} more over the days it must cover.}}
* {{Sending {$other} instead is expected to earn as much over the days it must cover.}}`,
  quantitySpace: `.input {$direction :string}
.match $direction
loss {{It would take {$amount} less space.}}
* {{It would take {$amount} more space.}}`,
  quantityCover: "The chance to cover all demand would be {$cover} instead of {$planned}.",
  askBoxLimit: "your {$storageType} limit for {$month}",
  askBoxQuantity: "the advised quantity for {$sku}",
  askBoxLevel: "Why is {$subject} what it is?",
  askBoxChange: "Why did {$subject} change?",
  askBoxHigher: "Why is {$subject} not higher?",
  askBoxContrast: "Why is {$subject} not {$target}?",
  askBoxTarget: "What would it take for {$subject} to be {$target}?",
  askBoxForward: "What will {$subject} be if things go on as they are?",
  askBoxRate: "Why did your in-stock rate change from {$from} to {$to}?",
  askBoxUnknown:
    "This does not say which number it is about. Name it: a limit, an advised quantity, the in-stock rate, a forecast, stock in a building, or extra space.",
  askBoxProduct: "Which product? Write its SKU, or open it on the replenishment page.",
  askBoxNoRate: "There is no in-stock rate yet: it needs a plan and a report of stock.",
  askBoxSupport: "This is not answered here yet. Support can look into it: open a case.",
  askBoxPage: "Open {$page} and choose the number there: each one leads to its own why.",
  unexplainedPart: "We cannot explain {$amount} of it.",
  unexplainedMost:
    "We do not know why: {$amount} of the change is not explained by anything we keep. Ask support, who will look into it.",
} as const;
