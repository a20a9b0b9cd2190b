// English words about one product's forecast: what it is made of, what it rests on, and what would be.
export const forecastLabelsEn = {
  forecast: {
    sold: "Sold in the weeks before",
    takenOver: "Sold by the product it continues",
    ahead: "Season, trend and sale events ahead",
    newSales: "New sales",
    correctedHistory: "Corrected history",
    wholesale: "Wholesale orders",
    stockOut: "Correction for stock-outs",
    season: "Season learnt anew",
    events: "Sale events",
    price: "Prices",
    promotion: "Promotions",
    model: "Forecast method",
    ownAdjustment: "Your own adjustments",
    rounding: "Rounding",
  },
} as const;

export const forecastNodesEn = {
  forecast: { promotionFactorMillionths: "Sales of four weeks, by a promotion" },
} as const;

export const forecastMessagesEn = {
  subjectForecastOf: "The forecast for {$sku} from {$from} to {$to}",
  forecastRecord: "It rests on {$weeks} of sales up to {$day}.",
  forecastSourcesHeadline: "{$subject} is {$value}. It rests on {$weeks} of sales up to {$day}.",
  forecastPace:
    "Demand a week: {$recent} in the last {$recentWeeks}, {$quarter} in the last {$quarterWeeks}. The forecast has {$ahead} a week.",
  forecastPaceYear: "In the same weeks a year ago it was {$year} a week.",
  forecastNoOut: "Stock did not run out in the last {$weeks}, as far as we know.",
  forecastOut:
    "Stock ran out in {$out} of the last {$weeks}. They sold {$sold} and count as {$demand}: time without stock is not taken for low demand.",
  forecastSetAside:
    "Of what was sold, {$units} came in orders far larger than usual. They do not count as demand.",
  forecastTakenOver: "Taken over from the product it continues: {$units}.",
  forecastKnowsPromotion: `.input {$effect :string}
.match $effect
told {{It knows of your promotion from {$from} to {$to}, with {$factor} of usual sales.}}
* {{It knows of your promotion from {$from} to {$to}. Its effect is told from earlier ones.}}`,
  forecastKnowsNone: "It knows of no promotion of yours in these weeks.",
  forecastKnowsEvents: "Sale events that it knows of in these weeks: {$events}.",
  forecastContrastHeadline: "{$subject} is {$value}, not {$other}.",
  forecastContrastPace:
    "For {$other} each week would have to sell {$needed}. The last {$weeks} came to {$pace} a week, with stock-outs made up for.",
  forecastContrastChance: `.input {$case :string}
.match $case
below {{By the forecast, the chance to sell {$other} or more is less than {$high}.}}
above {{By the forecast, the chance to sell {$other} or more is {$low} or higher.}}
* {{By the forecast, the chance to sell {$other} or more is between {$low} and {$high}.}}`,
  forecastContrastFactor:
    "An adjustment of your own to {$factor} of the forecast would bring it to {$reached}. It was computed with the rules of the plan.",
  forecastContrastFar: "No adjustment within the bounds would bring it there.",
  forecastContrastKnow:
    "If you know of something that past sales do not show, tell us on the forecast page. It counts from the next plan on.",
  forecastForwardPromotion:
    "{$subject} would be {$value} with a promotion at {$factor} of usual sales. It would run from {$from} to {$to}.",
  forecastForwardHeld:
    "What you have told us for these weeks already counts instead of the promotion, so nothing moves.",
  forecastForwardNone: "No sales are expected in these weeks, so there is nothing to raise.",
  forecastForwardStronger:
    "Another promotion in these weeks is as strong or stronger. Only the strongest counts, so nothing moves.",
  forecastForwardRules:
    "It was computed with the rules of the plan, and with all that you told it before.",
  askBoxPromotion: "What will {$subject} be with a promotion at {$factor} of usual sales?",
  askBoxPromotionSells:
    "A price cut does not say how many more will be sold. Choose what you expect.",
  askBoxForecast: "the forecast for {$sku}",
} as const;
