// English messages about what would be: ways to another number, what a deed does, why not another quantity.
export const whatIfMessagesEn = {
  targetHeadline: `.input {$sense :string}
.match $sense
atMost {{What would bring {$subject} down to {$target} or less: {$ways}.}}
* {{What would bring {$subject} to {$target} or more: {$ways}.}}`,
  targetMet: `.input {$sense :string}
.match $sense
atMost {{{$subject} is {$value}: no more than {$target} already.}}
* {{{$subject} is {$value}: at least {$target} already.}}`,
  targetBeyond: `.input {$sense :string}
.match $sense
atMost {{Nothing we know of would bring {$subject} down to {$target} or less.}}
* {{Nothing we know of would bring {$subject} to {$target} or more.}}`,
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
  sourcesHeadline:
    "{$subject} is {$value}. Of its {$inputs} inputs, {$withRows} rest on rows of your reports.",
  sourcesOf: "{$input}: {$rows}.",
  sourcesRest:
    "The others are rules, prices of shared space, limits told before, or your settings. For some there is no row yet.",
  fairHeadline: "{$subject} was decided by the same rules as every other seller's in this plan.",
  fairRules:
    "One set of rules and one policy, version {$policy}, hold for all accounts of a plan. Computing yours again with them gives {$value}, as announced.",
  fairIdentity:
    "None of the {$inputs} inputs says who you are: another account with the same inputs gets the same number.",
  fairNotIdentity:
    "Some inputs say who you are, so equal treatment cannot be shown here. Ask support.",
  fairSpecial: "What holds for your account alone: {$what}.",
  fairPlain: "Nothing was set by hand for your account alone.",
  fairSwap:
    "Put in the place of {$places} other accounts, your inputs gave the same number each time.",
  fairHandSet: `.input {$many :string}
.match $many
yes {{Quantities that sellers set by hand in this plan: at least {$count}.}}
* {{Quantities that sellers set by hand in this plan: fewer than {$count}.}}`,
  fairStanding: `.input {$among :string}
.match $among
size {{Between {$low} and {$high} of the accounts that sell about as much get less space for their sales.}}
* {{Between {$low} and {$high} of all accounts get less space for their sales.}}`,
  fairNoStanding: `.input {$reason :string}
.match $reason
tooFew {{Where you stand among others is not told: there are too few sellers, and figures of few would give one away.}}
noSales {{Where you stand among others is not told: it is counted by sales, and you have none yet.}}
* {{Where you stand among others is not told: this plan has not kept it.}}`,
  fairCohort: "How you compare with similar sellers is not part of this answer.",
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
  subjectLimitUse: "Your {$storageType} space that counts against the limit on {$day}",
  limitUseParts: "On hand: {$onHand}. In open shipments: {$open}.",
  limitUseLeft: `.input {$state :string}
.match $state
over {{The limit for {$month} is {$limit}. The space in use goes beyond it by {$left}.}}
ahead {{The limit for {$month} is {$limit}. If as much is in use then as on {$day}, {$left} is left.}}
aheadOver {{The limit for {$month} is {$limit}. If as much is in use then as on {$day}, that goes beyond it by {$left}.}}
* {{The limit for {$month} is {$limit}, so {$left} is left.}}`,
  limitUseProduct: "{$sku} takes {$amount} of it.",
  limitUseRule:
    "A shipment counts until its units have come in or it is closed. So a limit can be used up while the shelves are half empty.",
  askBoxNoLimit:
    "The plan of {$day} set no {$storageType} limit for you: it knew none of your products of that type. Products that are newer count from the next plan on.",
  askBoxLimitUse: "What counts against your {$storageType} limit for {$month}?",
  askBoxHigher: "Why is {$subject} not higher?",
  askBoxContrast: "Why is {$subject} not {$target}?",
  askBoxTarget: "What would it take for {$subject} to be {$target}?",
  askBoxForward: "What will {$subject} be if things go on as they are?",
  askBoxForwardLeadTime: "What will {$subject} be with the lead time at {$to} instead of {$from}?",
  askBoxNearest:
    "A lead time of {$wanted} cannot be asked about: it may move by half at most. The nearest is {$near}.",
  askBoxSources: "Which data does {$subject} rest on?",
  askBoxFairness: "Was {$subject} decided by the same rules as for others?",
  askBoxBetween: "Why did {$subject} change from {$from} to {$to}?",
  askBoxStock: "the stock you have on hand",
  askBoxStockOf: "the stock on hand of {$sku}",
  askBoxSpeed: "the time that delivery takes",
  askBoxFees: "the sum of your fees for {$month}",
  askBoxFeesOf: "the sum of fees of {$sku} for {$month}",
  askBoxRate: "Why did your in-stock rate change from {$from} to {$to}?",
  askBoxUnknown:
    "This does not say which number it is about. Name it: a limit, an advised quantity, the in-stock rate, stock on hand, delivery, a fee, a forecast, or extra space.",
  askBoxOutside:
    "No number kept here is about that. What can be asked about: a limit, an advised quantity, the in-stock rate, stock on hand, delivery, a fee, a forecast, or extra space.",
  askBoxOthers:
    "Figures of other sellers are shown to nobody. You can ask whether yours follow the same rules as theirs.",
  askBoxFreight:
    "No number here tells what carriers ask for, or what sending to buyers costs. You can ask about fees for storage, old stock, low stock, use of space, going over a limit, and placement.",
  askBoxDoubt: "This can mean several things. Choose the one you mean.",
  askBoxProduct: "Which product? Write its SKU, or open it on the replenishment page.",
  askBoxNoPlan: "There is no plan for this account yet, so there is nothing to explain.",
  unexplainedPart: "We cannot explain {$amount} of it.",
  unexplainedMost:
    "We do not know why: {$amount} of the change is not explained by anything we keep. Ask support, who will look into it.",
} as const;
