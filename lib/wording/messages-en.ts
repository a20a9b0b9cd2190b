// English messages in MessageFormat 2. No message holds a figure of its own: every number comes in as an argument.
export const messagesEn = {
  changeHeadline: `.input {$direction :string}
.match $direction
fell {{{$subject} is {$to}, down {$delta} from {$from}.}}
rose {{{$subject} is {$to}, up {$delta} from {$from}.}}
* {{{$subject} is {$to}, the same as before.}}`,
  noChange: "None of what goes into it has changed.",
  offsetting: "Several causes moved it in different directions and largely cancelled out.",
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
  levelHeadline: "{$subject} is {$value}.",
  levelBinding: "What sets it: {$binding}.",
  levelNext: "What would set it next: {$next}, {$slack} away.",
  levelNextHidden: "What would set it next: {$next}.",
  subjectLimit: "Your {$storageType} limit for {$month}",
  subjectRestock: "The advised quantity for {$sku}",
  subjectInStock: "Your in-stock rate on {$day}",
  rateParts:
    "Changes in how long each product was in stock made {$rate}; changes in what sells made {$mix}; products that entered or left the rate made {$entry}.",
  rateSku: "{$sku} alone made {$amount}.",
} as const;

export type MessageId = keyof typeof messagesEn;
