// English messages for the policy desk: answers about all accounts together.
export const deskMessagesEn = {
  deskSum: "The sum of all {$storageType} limits for {$month}",
  deskAccounts:
    "Accounts with a lower limit: {$lower}. With a higher one: {$higher}. With the same: {$same}.",
  deskPolicySame: `.input {$versions :string}
.match $versions
one {{Both plans follow version {$version} of the rules. None of their figures changed, so none of them moved the sum.}}
* {{Version {$version} of the rules took the place of version {$base}. None of their figures changed, so none of them moved the sum.}}`,
  deskPolicyMoved:
    "Version {$version} of the rules, in place of version {$base}, moved this sum by {$amount}. {$subject} is {$value}.",
  deskPolicyPriced:
    "Each figure was set back alone and with the others. All limits were priced again each time: {$times}.",
  deskAdviceSame: `.input {$versions :string}
.match $versions
one {{Both plans follow version {$version} of the rules for quantities. None of their figures changed, so none of them moved what is advised.}}
* {{Version {$version} of the rules for quantities took the place of version {$base}. None of their figures changed, so none of them moved what is advised.}}`,
  deskAdviceMoved:
    "Version {$version} of the rules for quantities, in place of version {$base}, moved all advised quantities together by {$amount}. They are {$value}.",
  deskAdviceElsewhere:
    "“{$figure}” says where units go or lie. How many are sent does not depend on it.",
  deskAdviceAssumed:
    "What is taken where a seller has told no cost or fee stays as the plan took it. What “{$figure}” does there is not counted.",
  deskAdviceDecided:
    "Each figure was set back alone and with the others, at the prices of space that the plan found. All quantities were decided again each time: {$times}.",
  deskCohortWorst:
    "The group that fared worst is {$cohort}: {$share}. All accounts together: {$all}.",
  deskCohortNone:
    "No group fared much worse than all accounts together ({$all}). The least went to {$cohort}: {$share}.",
  deskCohortRules:
    "One set of rules holds for all groups. They part where what goes into them parts.",
  deskCohortLead: "What moved that group most: {$cause} ({$amount}).",
  deskCohort: `.input {$id :string}
.match $id
small {{small accounts}}
middle {{middle accounts}}
large {{large accounts}}
new {{accounts under a year with us}}
old {{accounts a year or longer with us}}
* {{accounts that sell most in {$name}}}`,
  deskMovers: "Draft {$draft} would move {$count} limits by more than {$share}.",
  deskMoversMonth:
    "Counted on the limits for {$month}, against those announced by the plan of {$day} (run {$run}).",
  deskBinding:
    "In the plan of {$day}, {$count} capacities of the network bind. What weighs most: {$place}.",
  deskNothingBinds: "In the plan of {$day}, none of the network's capacities binds.",
  deskWorth: `.input {$per :string}
.match $per
space {{One more cubic foot there would save {$price}.}}
* {{One more unit there would save {$price}.}}`,
  deskPoolWorth: "{$storageType} space for {$month}: a cubic foot is worth {$price}, at {$fc}.",
  deskPlace: `.input {$function :string}
.match $function
storage {{{$storageType} space at {$fc}}}
receiving {{receiving at {$fc}}}
picking {{picking at {$fc}}}
lane {{the lane from {$fc} to {$region}}}
* {{shipping at {$fc}}}`,
  deskLeaks:
    "Answers to sellers in the last {$days}: {$answers}. With hidden figures behind them: {$searched}. Showing one: {$found}.",
  deskLeaksHow:
    "Each of those figures was looked for where it would stand, and in the sentences in English. The other answers keep none to look for.",
  deskLeaksNot: "What could be worked out from many answers together is not looked at here.",
  deskLeaksCut: "These are the newest; older ones were not read.",
  deskLeaksRules:
    "Of the figures of the rules, {$open} are open to sellers and {$kept} are kept from them.",
  deskLeaksPrices: "Prices of shared space are kept from sellers too: {$prices} inputs.",
  deskDeclined: "Questions that got no answer in the last {$days}: {$count}.",
  deskDeclinedMost: "The most frequent reason: {$reason} ({$count}).",
  deskReason: `.input {$reason :string}
.match $reason
no_number_named {{it names no number}}
outside {{it is about something that no number here tells}}
others {{it is about other sellers}}
freight {{it is about what sending parcels costs}}
nothing_fits {{nothing is known yet of what it names}}
what_ifs_spent {{all what-ifs of the plan are used}}
not_found {{the account has no such number}}
for_staff {{it is for staff}}
other_rules {{rules of an earlier build decided it}}
limit_confirmed {{the limit is confirmed and stays}}
not_compared {{the two plans are not compared}}
fee_not_published {{too few took part for the fee to be told}}
* {{another reason: {$code}}}`,
  deskWord: `.input {$id :string}
.match $id
account {{Account}}
accounts {{Accounts}}
before {{Before}}
after {{After}}
change {{Change}}
group {{Group}}
cause {{Main cause}}
asAnnounced {{As announced}}
underDraft {{Under the draft}}
limit {{Limit}}
reason {{Reason}}
who {{Asked by}}
what {{About}}
count {{Questions}}
seller {{Seller}}
sellers {{Sellers}}
support {{Support}}
* {{Policy desk}}`,
  deskAsk: `.input {$kind :string}
.match $kind
limitShift {{What moved all limits together in the newest plan?}}
policyShift {{Which figure of the rules moved them?}}
adviceShift {{Which figure of the rules moved the advised quantities?}}
cohortShift {{Which group of accounts fared worse than the others?}}
movers {{Whose limits would move by more than a fifth under the newest draft?}}
networkWorth {{Which capacity of the network binds, and what is a cubic foot worth?}}
leaks {{Does any answer show sellers what is kept from them?}}
* {{Which questions got no answer this week, and why?}}`,
  deskPlanOf: "Plan of {$day}",
  deskBefore: "Before is the plan of {$day} (run {$run}), for {$month}.",
  deskNow: "Now is the plan of {$day} (run {$run}), for {$month}.",
  deskPaired: "Limits are paired by how many months ahead they were set.",
  deskPolicyBefore:
    "The rules before are version {$version}, which the plan of {$day} (run {$run}) used.",
  deskPolicyUsedBefore: `.input {$what :string}
.match $what
cover {{Room for new products stays as the plan measured it. What “{$figure}” does there is not counted.}}
assumed {{What is assumed of new sellers stays as the plan used it. What “{$figure}” does there is not counted.}}
* {{What sellers’ own word counts stays as the plan used it. What “{$figure}” does there is not counted.}}`,
  deskFigure: `.input {$id :string}
.match $id
sellThroughAssumedMillionths {{Sell-through taken where it is not known}}
excessAssumedMillionths {{Excess units taken where they are not known}}
strandedAssumedMillionths {{Stranded units taken where they are not known}}
inStockAssumedMillionths {{In-stock rate taken where it is not known}}
promisedPoolShareMillionths {{Part of the space that limits may promise}}
overbookingShareMillionths {{All limits together where their use is not known yet}}
overbookingChanceMillionths {{Chance that stock exceeds the space}}
overbookingCommonSpreadMillionths {{How much sellers fill up together}}
overbookingPersistenceMillionths {{Part of a limit’s use that stays for a month}}
overbookingMostShareMillionths {{All limits together at most}}
declaredFirstWeightMillionths {{Weight of a seller’s word without a record}}
declaredLeastWeightMillionths {{Least weight of a seller’s word}}
declaredLearningRateMillionths {{How fast a record moves that weight}}
declaredUnusedWeightMillionths {{How much unused space counts against a record}}
declaredNoiseShareMillionths {{Usual swing of sales}}
stockModel {{Model of stock for each building}}
guaranteedServiceMillionths {{Risk that a guaranteed service covers}}
fastServiceMillionths {{Risk that is covered for fast delivery}}
fastDays {{What counts as fast}}
leastCentreUnits {{Least units asked for where a product shall lie}}
placementScenarioCount {{Scenarios drawn of where buyers are}}
assumedCostShareMillionths {{Unit cost taken where none is told}}
assumedFeeShareMillionths {{Fees taken where none are told}}
* {{Another figure of the rules}}`,
  deskCohortOf: "Counted here: {$subject}.",
  deskCohortMoved: "Accounts that joined or left between the plans are not counted: {$count}.",
  deskCohortLeast: "Groups of fewer accounts than {$least} are not told of.",
  deskMarketplace: "{$name}: {$told}",
  deskBindsWhen: "There it binds most from {$from} to {$to}.",
  deskBindsOften: "The plan looks from {$from} to {$to}, and counts {$count} times that one binds.",
  deskUnknown:
    "This names nothing that the desk can tell. It knows of limits, rules, groups of accounts, drafts, the network, and answers.",
} as const;
