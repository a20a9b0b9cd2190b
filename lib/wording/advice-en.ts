// Messages about how an advised quantity comes about, and what space lets a seller send.
export const adviceMessagesEn = {
  adviceSpan:
    "Stock is to last {$protection}: {$leadTime} until what is sent now is there, and {$sending} until there is more.",
  adviceDemand: `.input {$isHeld :string}
.match $isHeld
yes {{Expected sales in that time: {$demand}. Held on top for swings: {$reserve}.}}
* {{Expected sales in that time: {$demand}. Not all of it is worth holding; left out: {$reserve}.}}`,
  adviceScarce: "Space is scarce, which takes {$amount} off.",
  adviceReach: "So the stock to reach: {$reach}. There or on the way: {$position}.",
  adviceMissing: `.input {$isMissing :string}
.match $isMissing
yes {{Missing: {$missing}.}}
* {{So nothing is missing.}}`,
  adviceLot: `.input {$isMore :string}
.match $isMore
yes {{It pays to send more at once: {$lot}.}}
* {{So many at once do not pay, but these do: {$lot}.}}`,
  adviceLeast: "The least to send: {$least}.",
  subjectRoom: "Room for {$sku}",
  roomHeadline: "The limit on space has room for {$units} of {$sku} in {$month}.",
  roomRule:
    "No rule says how many of one product may be sent. All products of a type share one limit, told in space.",
  roomUnits: "Of this product, {$units} take {$space}.",
  roomAdvised: "Advised to be sent: {$units}, which take {$space}.",
  roomAllAdvised: `.input {$state :string}
.match $state
over {{All that is advised of this type takes {$all}. Missing for it: {$left}.}}
* {{All that is advised of this type takes {$all}. With all of it sent, {$left} is still left.}}`,
  roomFree: "Scarce space takes nothing off the advice for it.",
  roomNow: "This counts stock as it lies now: what sells until then leaves more room.",
  limitScoreHeadline: `.input {$state :string}
.match $state
none {{{$subject} is {$limit} with any efficiency score: yours is {$score}, and no other would change it.}}
rises {{{$subject} is {$limit}. Your efficiency score of {$score} counts in it: a higher one would raise it.}}
* {{{$subject} is {$limit}. Your efficiency score of {$score} counts in it, but no higher one would raise it.}}`,
  limitScoreRule:
    "No score takes a limit away. The buildings are shared by all sellers, so each has a limit.",
  limitScoreNeed:
    "What the score does: your expected sales take {$cover}, and with it {$need} counts as your need.",
  limitScoreShare: "Where space is short, it also weighs your share of it.",
  askBoxLimitScore: "How does your efficiency score count in {$subject}?",
  roomExcess: "Slow stock counts against the same limit: {$share} of your units are excess.",
  askBoxForwardDeed: "What will {$subject} be at {$to} instead of {$from} ({$lever})?",
  askBoxNearestDeed:
    "So much cannot be asked about ({$wanted}): things move by half at most, in steps. The nearest: {$near}.",
  askBoxRemoval:
    "Taking {$units} out acts through the share of excess units: from {$from} to {$wanted} at best. The nearest that can be asked: {$near}.",
  askBoxRemovalShare:
    "Taking units out acts through the share of excess units, which is {$from} now.",
  askBoxConfirmed:
    "The limit for {$month} is confirmed and stays. What is done now counts from {$next} on.",
  askBoxRevised: "Why did {$subject} change from what was announced on {$day}?",
  askBoxTooFar: "Limits are not foreseen beyond {$month}.",
  askBoxNoRound:
    "No round of extra space has decided about a request of yours yet. Requests and rounds are on this page: {$page}.",
  askBoxNoOpenRound:
    "No round of extra space takes requests now. Past and coming rounds are on this page: {$page}.",
  forwardSame: "Without it, the range is the same.",
  forwardBinding: "What would set it then: {$binding}.",
  askBoxRoom: "How many units of {$sku} is there room for?",
  advicePacks: "In whole case packs ({$pack} each): {$packed}.",
} as const;
