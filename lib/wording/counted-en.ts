// English words for counted figures: the rows they come from, days that are still to come, and what to do for another figure.
export const countedMessagesEn = {
  rowsOfLedger: "Movements of its stock",
  rowsOfOrders: "Its orders",
  rateRule:
    "Of the {$days}, those that ended with stock count, weighted by what was sold: {$sold} of {$products}.",
  rateRows: "Each product leads to the rows of the ledger and of the orders up to {$day}.",
  subjectInStockAhead: "Your expected in-stock rate from {$from} to {$to}",
  rateOutlook:
    "Sales are taken from the plan of {$day}. At the low and high ends of what it says, the rate lies between {$low} and {$high}.",
  rateOutlookDone:
    "Sales are taken from the plan of {$day}. At the low and high ends of what it says, the rate would lie between {$low} and {$high}.",
  rateEvenSales:
    "Sales are spread evenly over each week. Where they come in bursts, stock runs out sooner.",
  rateByDemand:
    "Each product weighs what is expected to be asked for. In the rate that is counted later, one without stock weighs less.",
  rateNothingAdvised: "The plan of {$day} advises to send nothing more.",
  rateAdvisedSent: "Sent at once, as the plan of {$day} advises: {$units} of {$products}.",
  rateLeadTime: "Each shipment takes as long as the plan says.",
  rateTargetThere: "The rate is at least {$target} if nothing more is sent.",
  rateTargetReached:
    "For {$target}, units sent now are enough. A search found them, and the rate was counted again with them.",
  rateTargetNotReached:
    "Nothing that is sent now brings it to {$target} in these days: what takes longer comes too late.",
  waySend: "Send {$units} of {$sku} now",
  waySendOthers: "and {$units} of {$products}",
  wayRate: "The rate would be {$rate}.",
  waySendUnits: "{$units} of {$products} in all.",
  askBoxRateSources: "Which rows of reports is your in-stock rate on {$day} counted from?",
  askBoxRateForward: "What will your in-stock rate be from {$from} to {$to}?",
  askBoxRateForwardAdvised:
    "What will your in-stock rate be from {$from} to {$to} with all advice sent now?",
  askBoxRateTarget:
    "What must be sent now for an in-stock rate of {$target} from {$from} to {$to}?",
  subjectSpeedAhead: `.input {$measure :string}
.match $measure
withinOneDay {{Your expected share of promises within one day from {$from} to {$to}}}
withinTwoDays {{Your expected share of promises within two days from {$from} to {$to}}}
withinThreeDays {{Your expected share of promises within three days from {$from} to {$to}}}
* {{Your expected mean delivery promise from {$from} to {$to}}}`,
  speedNow: "It was {$now} in the {$days} before, until {$day}.",
  speedOutlook:
    "Sales are taken from the plan of {$day}. At the low and high ends of what it says, it lies between {$low} and {$high}.",
  speedOutlookDone:
    "Sales are taken from the plan of {$day}. At the low and high ends of what it says, it would lie between {$low} and {$high}.",
  speedBuyers:
    "Buyers are spread over the regions as in the {$days} before. Units that we move between buildings are not foreseen.",
  speedUnservedAhead: "Left out, as no building will hold the product: {$units}.",
  speedUnplaced: "Left out, as no report says to which building they go: {$units} on their way.",
  aheadOverdue: "Late, or without a day, and taken to come on the next day: {$units} on their way.",
  speedNoneLeft:
    "With nothing sent, no order of these days could be promised: no building could serve it.",
  speedShipped: "Sent at once, as the plan of {$day} advises: {$units}, to {$names}.",
  speedTargetReached:
    "For {$target}, the same orders of {$days} were counted again, with products in more buildings than they were.",
  speedTargetNotReached:
    "Nothing brings the orders of these {$days} to {$target}: this is with every product in every building.",
  speedChoice:
    "You choose how many buildings a shipment goes to; which ones, the plan says. The widest split reaches the most.",
  speedRule:
    "An order is promised from the fastest building that held the product, over the {$days}. Orders say where buyers were, the ledger where stock lay.",
  wayEverywhere: "Have {$sku} in every building",
  wayStockAt: "Have {$sku} at {$fc} too",
  wayPlacesMore: "and {$count} more of the same kind",
  waySpeed: "The mean would be {$days}.",
  waySpeedUnits: "That is {$products}, of which {$units} were ordered in {$days}.",
  askBoxSpeedSources: "Which rows of reports are the days that delivery takes counted from?",
  askBoxSpeedForward: `.input {$shipment :string}
.match $shipment
none {{How long will delivery take from {$from} to {$to} as stock lies?}}
advised {{How long will delivery take from {$from} to {$to} with the advised shipment sent?}}
* {{How long will delivery take from {$from} to {$to} with the advised shipment in one building?}}`,
  askBoxSpeedTarget: "What would it take for delivery to be {$share} faster?",
  fairCounted: "{$subject} is {$value}, counted by the same rule for every account.",
  fairStockRule:
    "It is the sum of the movements in the ledger. Whose units they are plays no part.",
  fairStockStated:
    "Where a report states the units of the day, they count. The sum of all movements in the ledger is {$moved}. Whose units they are plays no part.",
  fairStockRows:
    "Up to {$day} the ledger holds {$rows} about it, each a line of a report. Reports: {$files}.",
  fairStockAdjusted:
    "Our buildings found {$found} and lost, damaged or counted down {$lost}: {$rows}.",
  fairNotCompared: "What other accounts have is theirs and is not told.",
  fairRateRule:
    "Days of the last {$days} that ended with stock count, weighted by what was sold. So it is for every account.",
  fairRateProducts:
    "Products that count: {$counted}. Sold, but left out as they are hidden: {$hidden}.",
  fairRateStanding: `.input {$among :string}
.match $among
size {{For {$storageType} products, the plan of {$day} took a rate of {$rate} in {$span}. Between {$low} and {$high} of the accounts that sell about as much have a lower one.}}
* {{For {$storageType} products, the plan of {$day} took a rate of {$rate} in {$span}. Between {$low} and {$high} of all accounts have a lower one.}}`,
  fairRateNotTold: `.input {$reason :string}
.match $reason
tooFew {{Where you stand among others is not told: there are too few sellers, and figures of few would give one away.}}
noSales {{Where you stand among others is not told: it is counted by sales, and the plan took in none of yours.}}
* {{Where you stand among others is not told: no plan has kept it.}}`,
  fairSpeedLanes:
    "One table of {$lanes} ways from a building to a region says how many days each takes. It holds for the orders of every account.",
  fairSpeedWhere:
    "With your stock in every building it would be {$everywhere}. The rest comes from where it lay.",
  fairFeeCard:
    "Rate card version {$version}, in force since {$since}, holds for every account that pays in {$currency}.",
  fairFeeMark:
    "Its fingerprint begins with {$mark}. Whoever sees the same one is charged by the same figures.",
  fairFeeAgain:
    "Charged once more by that card from your own units, it comes to the same: {$again}.",
  askBoxCountedFairness: "Does the same rule count {$subject} for all sellers?",
  askBoxRateFairness:
    "Is your in-stock rate on {$day} counted as for others, and where does it stand?",
} as const;
