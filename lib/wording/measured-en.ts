// English words for figures that are counted from reports: the parts they are made of, and what is said of them.
export const measuredLabelsEn = {
  inStockRate: {
    rate: "Time in stock",
    mix: "What sold",
    entry: "Products that entered or left",
    dispatch: "A later start of shipments than usual",
    carrier: "A longer way of shipments than usual",
    receiving: "Slower receiving than usual",
    notSent: "Units advised, but not sent",
    space: "Less advice as space was scarce",
    demand: "Other demand than the plan expected",
    runsOut: "Runs out before more comes",
    waiting: "On the way, not here yet",
    soldOut: "Without stock, none comes in these days",
    unexplained: "Not explained by any of these",
  },
  unitsOnHand: {
    received: "Received",
    sold: "Sold and shipped",
    removed: "Removed",
    returned: "Returned by customers",
    transferred: "Moved between buildings",
    adjusted: "Found, lost, damaged or counted anew",
    moving: "On the way between buildings",
    ordered: "Set aside for orders",
    processing: "Being worked on",
    unfit: "Not fit to be sold",
    held: "On hand",
    supply: "Expected to be sold",
    inbound: "On the way to us",
    moreReceived: "Effect of other receipts than due",
    lessSold: "Effect of other sales than expected",
    unexplained: "Not in the ledger",
  },
  deliverySpeed: {
    regions: "Regions",
    buyers: "Where your buyers were",
    served: "Orders that your stock could serve",
    stock: "Where your stock was",
  },
  /** Causes of advised quantities, of many accounts together. */
  advice: {
    demandLevel: "Demand",
    demandSpread: "Uncertainty of demand",
    leadTime: "Lead time",
    stock: "Stock and inbound units",
    service: "Published rules",
    economics: "Price and cost",
    space: "Space",
    pack: "Case pack and sending rhythm",
    override: "Quantity set by hand",
  },
  fees: {
    all: "Total of all fees",
    storage: "Storage fee",
    utilisation: "Storage utilisation surcharge",
    aged: "Aged inventory surcharge",
    lowInventory: "Low inventory level fee",
    overage: "Overage fee",
    placement: "Inbound placement fee",
    units: "More or fewer units",
    mix: "Other products",
    size: "Products measured anew",
    rate: "The rate card",
    "band:storage": "Time of year",
    "band:utilisation": "How long stock lasts",
    "band:aged": "Age of stock",
    "band:lowInventory": "Days of supply",
    "band:overage": "Stock above the limit",
    "band:placement": "How shipments were split",
  },
} as const;

export const measuredMessagesEn = {
  contrastHeadline: `.input {$reference :string}
.match $reference
whole {{{$subject} is {$to}. With stock on every day it would be {$from}: {$delta} lie between.}}
plan {{{$subject} is {$to}. By the plan it would be {$from}: {$delta} lie between.}}
everywhere {{{$subject} is {$to}. With stock in every building it would be {$from}: {$delta} lie between.}}
band {{{$subject} is {$to}. In the cheapest band it would be {$from}: {$delta} lie between.}}
* {{{$subject} would be {$to}. Left as it stands it is {$from}: {$delta} lie between.}}`,
  contrastSame: `.input {$reference :string}
.match $reference
whole {{{$subject} is {$to}, as it would be with stock on every day.}}
plan {{{$subject} is {$to}, as it would be by the plan.}}
everywhere {{{$subject} is {$to}, as it would be with stock in every building.}}
band {{{$subject} is {$to}, as it would be in the cheapest band.}}
* {{{$subject} would stay at {$to}.}}`,
  endFrom: `.input {$reference :string}
.match $reference
level {{Nothing}}
whole {{Stock on every day}}
plan {{By the plan}}
everywhere {{Stock in every building}}
band {{Cheapest band}}
now {{Left as it stands}}
* {{Before}}`,
  endTo: `.input {$reference :string}
.match $reference
level {{In all}}
now {{With the change}}
change {{Now}}
* {{As it is}}`,
  subjectStockOut: "The stock of {$sku} on {$day}",
  chainStockOut: "{$sku} ran out on {$day}. Before, it sold {$pace} a day.",
  chainLateShipment:
    "Shipment {$number} with {$units} was expected on {$planned} and came on {$arrived}. On time, there would have been stock.",
  chainAdviceNotSent:
    "The plan of {$day} advised to send {$advised}; after it, {$sent} went on their way. With all that was advised, there would have been stock.",
  chainAdviceLow:
    "The plan of {$day} advised to send {$advised}; after it, {$sent} went on their way.",
  chainSpace:
    "Space was scarce. Had it cost nothing, the plan would have advised {$unpriced}; with that, there would have been stock.",
  chainFound: "Each step below was put right on its own and the days were counted again.",
  chainAlone:
    "No late shipment, no unsent advice and no price of space alone explains it: with each put right, the day would still be without stock.",
  chainUnknown: "We do not know why: counted again from the ledger, the day had stock.",
  subjectInStockAdvised: "Your in-stock rate on {$day} with all advised units sent",
  subjectLostSales: "Your loss of sales up to {$day}",
  missingByOwner:
    "Of the whole, this is missing by who handles it: you {$you}, carriers {$carriers}, our buildings {$buildings}, customers {$customers}.",
  lostSales:
    "What was asked for on days without stock is not known. In {$share} of cases drawn from days with stock, the loss lies between {$low} and {$high}.",
  advisedRange:
    "What was asked for on days without stock is not known. In {$share} of cases drawn from days with stock, the rate lies between {$low} and {$high}.",
  advisedAlone:
    "Each shipment takes as long as its plan said. What was sent beyond the advice stays.",
  plansSince: "Plans whose advice is known: {$plans}, the first of {$day}.",
  noPlansBefore: "No plan of these days is known, so nothing is said about advice.",
  rowPace: "{$days} without stock, {$pace} sold a day before",
  rowDaysInStock: "{$days} of {$offered} in stock",
  askBoxFeeContrast: "Why is {$subject} not what its cheapest band asks for?",
  askBoxFeeTarget: "What is the least to take out to avoid {$subject}?",
  askBoxFeeForward: "What will {$subject} be with {$units} taken out?",
  askBoxSpeedContrast: "What keeps delivery from being as fast as with stock in every building?",
  askBoxRateLevel: "Who or what kept your in-stock rate on {$day} below the whole?",
  askBoxLostSales: "How many sales did you lose up to {$day} while out of stock?",
  askBoxRateAdvised:
    "What would your in-stock rate on {$day} have been with all advised units sent?",
  subjectStock: "Your stock on {$day}",
  subjectStockOf: "The stock of {$sku} on {$day}",
  stockSoldPlan: "Sold: {$actual}. The plan of {$day} expected {$planned}.",
  stockReceivedPlan: "Received: {$actual}. The plan of {$day} advised to send {$planned}.",
  subjectSpeed: `.input {$measure :string}
.match $measure
withinOneDay {{Your share of promises within one day up to {$day}}}
withinTwoDays {{Your share of promises within two days up to {$day}}}
withinThreeDays {{Your share of promises within three days up to {$day}}}
* {{Your mean delivery promise up to {$day}}}`,
  speedUnserved: "Left out: {$units} ordered on days on which no building held the product.",
  subjectFees: "Your {$fee} for {$month}",
  subjectFeesOf: "The {$fee} of {$sku} for {$month}",
  subjectFeesAhead: "Your expected {$fee} for {$month}",
  subjectFeesAheadOf: "The expected {$fee} of {$sku} for {$month}",
  feeTakenOut: "Taken out, the oldest first: {$units} of {$sku}.",
  feeOutlook:
    "Sales are taken from the plan of {$day}. At the low and high ends of what it says, the amount lies between {$low} and {$high}.",
  feeOutlookLeft:
    "Sales are taken from the plan of {$day}. At the low and high ends of what it says, the amount left as it stands lies between {$low} and {$high}.",
  feeOutlookDone:
    "Sales are taken from the plan of {$day}. At the low and high ends of what it says, the amount would lie between {$low} and {$high}.",
  feeNoLimit:
    "For some of the stock no limit of this month is known yet. No overage fee is counted for it.",
  feeTakenAll: "Only {$units} of {$sku} are on hand: all of them are taken out.",
  feeNoneToTake: "There are no units of {$sku} to take out.",
  feeOutlookSame:
    "Sales are taken from the plan of {$day}. At the low and high ends of what it says, the amount is the same.",
  feePlacementAhead: "Fees of shipments that are still to come are left out.",
  feeNothingAhead: "Nothing is to be paid, even if nothing is done.",
  feeNotAvoided: "No units of the products that pay most would bring it to nothing.",
  wayTakeOut: "Take out or sell {$units} of {$sku}, the oldest first",
  wayTakeOutOthers: "the same with {$units} of {$products}",
  wayFee: "The amount would be {$fee}, which saves {$saved}.",
  wayUnits: "{$units} in all; each saves {$each} on average.",
  feeOfProduct: "{$sku}",
  feeOfOthers: "{$products}",
  feeOldestFirst: "Stock leaves the oldest first, so a day's units are those that came last.",
  feeRowsOf: "Each line leads to the rows of the ledger up to {$day} that it was counted from.",
  lotOf: "Came on {$day}",
  lotBefore: "Came before the ledger begins",
  supplyRule:
    "Each week looks back {$short} and {$long}. It is free if supply reached {$least} in one of them, so new stock counts only as days pass.",
  supplyCharged: "Week from {$day}: supply of {$short} and {$long}, so {$sold} sold were charged.",
  supplyFree: "Week from {$day}: supply of {$short} and {$long}, so {$sold} sold were free.",
  supplyExempt: "Week from {$day}: exempt, so {$sold} sold were free.",
  supplyAdvice:
    "The plan of {$day} advised to send {$advised}; after it, {$sent} went on their way. Had space cost nothing, it would have advised {$unpriced}.",
  subjectReserved: "Your stock that cannot be bought on {$day}",
  subjectReservedOf: "The stock of {$sku} that cannot be bought on {$day}",
  subjectExcess: "Your excess stock on {$day}",
  subjectExcessOf: "The excess stock of {$sku} on {$day}",
  subjectCover: "How long the stock of {$sku} on {$day} lasts",
  coverHeadline: "The stock of {$sku} on {$day} lasts {$value}.",
  stockBuyable: "Besides, {$units} can be bought.",
  stockMovingUntil:
    "Units last left a building on {$out}. A move takes {$days} on average, so they are expected by {$until}.",
  stockReservedStated: "What is set aside or being worked on is as the last report states it.",
  stockReservedUnknown: "No recent report states what is set aside for orders or being worked on.",
  stockReservedOn:
    "What is set aside or being worked on is as the report of {$day} states it. It may have changed since.",
  stockReservedFrom:
    "What is set aside or being worked on is as reports of {$from} to {$to} state it. It may have changed since.",
  stockReservedUntold: "Without such a report: {$products}.",
  planLeftOut: "Left out, because the plan of {$day} does not cover them: {$products}.",
  excessRule:
    "Excess is what is on hand beyond the sales of {$days} that the plan of {$day} expects. That is so for {$products}.",
  excessBefore: "In the {$days} before, {$came} came and {$sold} were ordered.",
  stockDuePlan: "Received: {$actual}. Under way or advised in time: {$planned}.",
  coverUntil: "As the plan expects sales, stock is there until {$day}.",
  coverBeyond: "As the plan expects sales, stock lasts beyond the days it looks at.",
  coverRange:
    "At the low and high ends of the plan of {$day}, it lasts between {$low} and {$high}.",
  coverAtPace: "At the pace of the last {$span}, what is on hand lasts {$days}.",
  askBoxReserved: "Why can some of {$subject} not be bought, and until when?",
  askBoxExcess: "Why is some of {$subject} excess?",
  askBoxOverPlan: "Did too much come, or was too little sold, for {$subject}?",
  askBoxCover: "How long will {$subject} last?",
  feeOffPeak: "Off-peak months",
  feePeak: "Peak months",
  feeWeeksFree: "Stock that lasts no more than {$to} weeks",
  feeWeeks: "Stock that lasts {$from} to {$to} weeks",
  feeWeeksFrom: "Stock that lasts more than {$from} weeks",
  feeAgeFree: "Less than {$to} days old",
  feeAge: "{$from} to less than {$to} days old",
  feeAgeFrom: "{$from} days old or more",
  feeSupplyEnough: "Enough days of supply, or exempt",
  feeSupply: "{$from} to less than {$to} days of supply",
  feeWithinLimit: "Within the limit",
  feeAboveLimit: "Above the limit",
  feeSplitFree: "Sent to as many buildings as advised",
  feeSplit: `.input {$option :string}
.match $option
minimal {{One building, {$zone}}}
* {{Some of the buildings, {$zone}}}`,
  feesUnpriced:
    "Not counted: units of {$products} whose size, weight or building nobody has told, or for which the rate card has no rate.",
  feesSoFar: "The month is not over: this is what has been run up so far.",
  feeCardChanged: "Another rate card is in force: version {$version}.",
} as const;
