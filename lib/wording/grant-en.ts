// English messages about extra space: why it was not granted, which fee would have been enough, what an offer would win.
export const grantMessagesEn = {
  grantOthersMore: "For the space there was, others offered more or as much.",
  grantThisAlone: "Without this alone, all you asked for would have been granted.",
  grantYouOffered: "Your best offer was {$offered} per ft³ and month.",
  grantYouOfferedCredit:
    "Your best offer was {$offered} per ft³ and month; expected credit of {$credit} per ft³ and month counts with it.",
  grantEnough:
    "An offer of {$fee} per ft³ and month would have been enough for {$granted}, with all else as it was.",
  grantNoFee: "No fee would have been enough: another rule holds your request.",
  grantBand:
    "In {$rounds} of this kind of space, published fees were between {$low} and {$high} per ft³ and month.",
  grantRequestStep: "You asked for {$asked} at up to {$offered} per ft³ and month.",
  grantRestsOnSales:
    "Expected credit of {$credit} per ft³ and month rests on your orders of the four weeks up to {$day}.",
  grantRestsOnLimit: "Your cap of {$cap} follows from your limits of that month.",
  grantRestsOnRules:
    "The least fee, the least lot and the step are rules of policy version {$policy}.",
  grantRestsOnOthers: "What others asked for and offered reaches your result only as one fee.",
  grantWouldWin:
    "Of {$rounds}, an offer of {$fee} per ft³ and month for {$asked} would have won space in {$won}.",
  grantNoRound: "No round of this kind of space has a published fee yet to compare with.",
  grantWouldPay:
    "At the dearest of these, {$price} per ft³ and month, you would have paid {$most} per ft³ and month after credit.",
  grantNeverMore:
    "What this round clears at depends on all offers. Nobody pays more than they offered.",
  askBoxGrant: "your extra {$storageType} space for {$month}",
  askBoxGrantContrast: "Why was {$subject} not granted in full?",
  askBoxGrantTarget: "Which fee would have been enough for {$subject}?",
  askBoxGrantForward: "What would an offer of {$fee} per ft³ and month win?",
} as const;
