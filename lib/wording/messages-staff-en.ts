// English messages for staff: what is on record of a decision, and questions about it.
export const staffMessagesEn = {
  recordPolicy: "{$subject} follows policy version {$version}, the one in force on {$day}.",
  recordPolicyOther:
    "{$subject} follows policy version {$version}. On {$day} another one was in force: {$inForce}.",
  recordFigures:
    "All {$figures} figures of the rules that went into it are those that were published.",
  recordFiguresDiffer: "Not as published: {$names}.",
  recordNotHandSet: "{$subject} is {$value}, and no one set it by hand.",
  recordNobodySets: "Limits come from the rules alone. There is no way to set one by hand.",
  recordHandSet: "{$subject} is {$value}, set by hand.",
  recordHandSetBy:
    "The seller set {$units} on {$day}, in place of the advice, for this reason: {$reason}.",
  recordReplay: "{$subject}, as the plan of {$day} told it, came out the same again: {$value}.",
  recordReplaySteps:
    "All {$steps} steps gave the stored values once more, from the same {$inputs} inputs.",
  recordLate:
    "{$subject}: {$rows} came late. They are about days up to {$day}, and the plan had read its data before.",
  recordNotLate:
    "{$subject} rests on all that is known today of the days up to {$day}: no report came late.",
  recordLateFile: "{$file}: {$rows}, loaded on {$day}.",
  recordLateInputs: "Inputs they can change: {$inputs}. The next plan reads them.",
  recordLateNoInput: "None of the inputs that set it rests on such rows.",
  peersHeadline:
    "The main cause behind {$subject}: {$cause}. Of {$all} other accounts, {$same} have the same one.",
  peersNoCause: "Nothing moved {$subject}, so there is no cause to share.",
  peersWays: "Among those, the limit is lower for {$lower} and higher for {$higher}.",
  peersSizes:
    "By what they ship, with this account: {$small} small, {$middle} middle and {$large} large ones.",
  peersOthers: "Main causes of the rest: {$causes}.",
  askBoxPeers: "How many others have the same cause as {$subject}?",
  askBoxPolicy: "Does {$subject} follow the policy in force on {$day}?",
  askBoxHandSet: "Was {$subject} set by hand, by whom and why?",
  askBoxReplay: "Does {$subject} of the plan of {$day} compute again to the same?",
  askBoxLate: "Did late reports play a part in {$subject}?",
  askBoxNoPlanOn: "No plan of {$day} is kept. The plan of {$near} is the closest one.",
  advicePeersHeadline:
    "The main cause behind the change of {$subject}: {$cause}. Of {$all} other advised quantities that changed, {$same} have the same one.",
  advicePeersWays: "Among those, the quantity is lower for {$lower} and higher for {$higher}.",
  advicePeersAccounts: "Accounts with such products, this one with them: {$accounts}.",
  replyHello: "Hello,",
  replyThanks: "Thank you for your question.",
  replyAttached:
    "The explanation that comes with it shows how the number was made, down to the rows of your own reports.",
  figureNotOffered: "not offered",
} as const;
