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
} as const;
