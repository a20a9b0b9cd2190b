// Messages about how an advised quantity comes about, and what space lets a seller send.
export const adviceMessagesEn = {
  adviceSpan:
    "Stock is to last {$protection}: {$leadTime} until what is sent now is there, and {$sending} until there is more.",
  adviceDemand: `.input {$isHeld :string}
.match $isHeld
yes {{Expected sales in that time: {$demand}. Held on top for swings: {$reserve}.}}
* {{Expected sales in that time: {$demand}. Not all of it is worth holding; left out: {$reserve}.}}`,
  adviceScarce: "Space is scarce, which takes {$amount} off.",
  adviceReach: "So the stock to reach is {$reach}. There or on the way: {$position}.",
  adviceMissing: `.input {$isMissing :string}
.match $isMissing
yes {{Missing: {$missing}.}}
* {{So nothing is missing.}}`,
  adviceLot: `.input {$isMore :string}
.match $isMore
yes {{It pays to send more at once: {$lot}.}}
* {{So many at once do not pay, but these do: {$lot}.}}`,
  adviceLeast: "The least to send: {$least}.",
  advicePacks: "In whole case packs ({$pack} each): {$packed}.",
} as const;
