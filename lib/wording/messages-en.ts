// English messages in MessageFormat 2. No message holds a figure of its own: every number comes in as an argument.

import { adviceMessagesEn } from "./advice-en.ts";
import { countedMessagesEn } from "./counted-en.ts";
import { forecastMessagesEn } from "./forecast-en.ts";
import { grantMessagesEn } from "./grant-en.ts";
import { measuredMessagesEn } from "./measured-en.ts";
import { deskMessagesEn } from "./messages-desk-en.ts";
import { rowMessagesEn } from "./messages-rows-en.ts";
import { staffMessagesEn } from "./messages-staff-en.ts";
import { whatIfMessagesEn } from "./messages-what-if-en.ts";
import { placementMessagesEn } from "./placement-en.ts";
import { scoreMessagesEn } from "./score-en.ts";

export const messagesEn = {
  ...adviceMessagesEn,
  ...whatIfMessagesEn,
  ...measuredMessagesEn,
  ...countedMessagesEn,
  ...rowMessagesEn,
  ...forecastMessagesEn,
  ...staffMessagesEn,
  ...deskMessagesEn,
  ...scoreMessagesEn,
  ...grantMessagesEn,
  ...placementMessagesEn,
  changeHeadline: `.input {$direction :string}
.match $direction
fell {{{$subject} is {$to}, down {$delta} from {$from}.}}
rose {{{$subject} is {$to}, up {$delta} from {$from}.}}
* {{{$subject} is {$to}, the same as before.}}`,
  noChange: "None of what goes into it has changed.",
  offsetting: "Several causes pulled it up and down, and for the most part made up for each other.",
  bindingSwitch:
    "A different rule sets it now: {$bindingTo}. Before, it was set by: {$bindingFrom}.",
  mainCause: `.input {$share :string}
.match $share
nearlyAll {{Nearly all of the change came from {$cause} ({$amount}).}}
most {{Most of the change came from {$cause} ({$amount}).}}
aboutHalf {{About half of the change came from {$cause} ({$amount}).}}
part {{Part of the change came from {$cause} ({$amount}).}}
* {{The largest cause is {$cause} ({$amount}).}}`,
  furtherCause: "{$cause}: {$amount}.",
  networkSplit: `.input {$share :string}
.match $share
nearlyAll {{Nearly all of the network's part came from {$player}.}}
most {{Most of the network's part came from {$player}.}}
aboutHalf {{About half of the network's part came from {$player}.}}
* {{Part of the network's part came from {$player}.}}`,
  policyChange: "The rules changed with policy version {$version}, for this reason: {$reason}",
  ruleChange: `.input {$effect :string}
.match $effect
none {{The rule itself changed on {$day}, from {$from} to {$to}. Here, that made no difference.}}
whole {{The rule itself changed on {$day}, from {$from} to {$to}. Some of what goes into the new version was not known before, so the change cannot be split.}}
* {{The rule itself changed on {$day}, from {$from} to {$to}.}}`,
  rulesPassed: "In between, {$passed} decided.",
  levelHeadline: "{$subject} is {$value}.",
  levelBinding: "What sets it: {$binding}.",
  levelNext: "What would set it next: {$next}, {$slack} away.",
  levelNextHidden: "What would set it next: {$next}.",
  limitHeld: "{$subject} is {$value}. What keeps it from being higher: {$rules}.",
  limitWithout:
    "Without that it would be {$limit}, {$gain} more. Then it would be held by {$next}.",
  limitWithoutToo:
    "Without that as well it would be {$limit}, {$gain} more again. Then it would be held by {$next}.",
  limitWithoutLast: "Beyond that, none of the rules for sharing space would hold it.",
  limitAlone: "Lifting only {$rules} would make it {$limit}.",
  limitPoint: "One point better: {$share}. That alone would give {$gain} more.",
  limitTightness: `.input {$isFree :string}
.match $isFree
yes {{Space for this month is not tight: step {$step} of {$steps} on the scale that all sellers see.}}
* {{How tight space is this month: step {$step} of {$steps} on the scale that all sellers see.}}`,
  limitPriceFree: "The price of shared space is zero: the pool is not scarce.",
  limitPriceBand:
    "The price of shared space: {$band} of shipped volume, weighted by efficiency, for everybody.",
  limitPriceRationed:
    "Space is so short that nothing is shared out beyond the guarantees: what is kept of the softer ones is {$band}.",
  limitPrice:
    "The price of shared space: {$level} of shipped volume, weighted by efficiency, for everybody; {$ration} of the softer guarantees is kept.",
  subjectLimit: "Your {$storageType} limit for {$month}",
  subjectRestock: "The advised quantity for {$sku}",
  subjectPlacement: "The quantity of {$sku} for {$fc}",
  contrastShared:
    "These units are here because all products share the room of the buildings; no area is served best from here.",
  contrastSplit: "The split you chose leaves {$other} out.",
  contrastEqual: "{$other} would do as well.",
  contrastDeciding: `.input {$deciding :string}
.match $deciding
lane {{{$other} is farther from the buyers of these units: shipping decides.}}
speed {{{$other} would take longer to deliver: speed decides.}}
building {{{$other} costs more to bring units to and hold them: the building decides.}}
* {{{$other} is fuller: its room goes to products that gain more from it.}}`,
  contrastBand: `.input {$band :string}
.match $band
noDearer {{no dearer there}}
dearer {{dearer there}}
* {{clearly dearer there}}`,
  subjectSplitFee: "The fee of the {$split} split",
  subjectTarget: "The target for {$sku} at {$fc}",
  subjectInStock: "Your in-stock rate on {$day}",
  rateParts:
    "Changes in time in stock made {$rate}; changes in what sold made {$mix}; products that entered or left the rate made {$entry}.",
  rateSku: "{$sku} alone made {$amount}.",
  subjectGrant: "Your extra {$storageType} space for {$month}",
  grantGranted: "{$asked} of {$storageType} space for {$month} was granted in full.",
  grantPartly: "{$granted} of the {$asked} you asked for was granted.",
  grantNot: "Nothing of the {$asked} you asked for was granted.",
  grantClearedAt: "The clearing fee of the round was {$price} per ft³ and month.",
  grantFee:
    "You pay {$fee} per ft³ and month after {$credit} of expected credit per ft³ and month.",
  grantFeePlain: "You pay {$fee} per ft³ and month.",
  grantOffered:
    "For the rest you offered {$offered} per ft³ and month; {$needed} more would have been needed.",
  grantOfferedAll:
    "You offered {$offered} per ft³ and month; {$needed} more would have been needed.",
  grantShared: "Your offer was equal to the clearing fee; those at it shared what was left.",
  grantReserve: "Your offer of {$offered} per ft³ and month is below the least fee of {$reserve}.",
  grantLot: "What was left for you was less than the least lot of {$lot}.",
  grantCap: "You asked for more than your cap of {$cap}; what is beyond it does not count.",
  grantTooFew: "Too few sellers took part for the clearing fee to be published.",
  grantMoved:
    "An offer that high would itself have moved the fee, so this is the least that could have helped, not a promise.",
  subjectForecast: "The forecast for {$from} to {$to}",
  forecastNewSales:
    "Sold in the {$weeks} since the last plan: {$sold}. It had expected {$expected}.",
  forecastCorrectedOwn: "Older weeks of this product were corrected by {$units}.",
  forecastCorrectedOthers:
    "Older weeks or categories of your products were corrected; season and usual levels are learnt from all of them.",
  forecastWholesaleNew:
    "{$units} sold since the last plan came in orders far larger than usual. They are taken for single purchases, not for demand.",
  forecastWholesaleOld:
    "Other orders of the past are now taken for single purchases, as they are far larger than usual. They are of this product, or of others that season is learnt from.",
  forecastStockOutNew:
    "Stock ran out in {$weeks} since the last plan. What those weeks did not show of demand is not taken for a fall.",
  forecastStockOutOld:
    "What is known of days without stock has changed, for this product or for others that season is learnt from.",
  forecastSeason:
    "The weeks since the last plan taught more about the time of year and about what sale events do.",
  forecastEvents: "The calendar of sale events has changed.",
  forecastPrice: "Prices, as sold for or declared ahead, are not what the last plan knew.",
  forecastPromotion: "Promotions, past or declared ahead, are not what the last plan knew.",
  forecastModel: "We used another version of our way to forecast.",
  forecastOwnAdjustment:
    "What your own adjustments and promotions add to these weeks, compared with the last plan.",
  forecastRounding: "Last digits of the stored figures.",
} as const;

export type MessageId = keyof typeof messagesEn;
