// The door of wording: facts -> sentences, labels and quantities as a reader sees them. Runs on both sides.

export { bandText, signedBandText } from "./band.ts";
export { dataText, plainText } from "./data-text.ts";
export {
  type PolicyChange,
  type WordedChange,
  type WordedDriver,
  type WordedLevel,
  wordChange,
  wordLevel,
} from "./explanation.ts";
export {
  forecastMeaning,
  forecastOwner,
  type WordedForecastChange,
  wordForecastChange,
} from "./forecast-change.ts";
export {
  contrastPartLabel,
  groupLabel,
  hasLabel,
  limitRuleLabel,
  nodeLabel,
  ownerLabel,
  playerLabel,
  splitLabel,
  storageTypeLabel,
} from "./labels.ts";
export {
  type PoolPriceShown,
  type WordedLimitContrast,
  wordLimitContrast,
} from "./limit-contrast.ts";
export {
  inSentence,
  LOCALES,
  type Locale,
  listText,
  localeFrom,
  sentencesText,
} from "./locale.ts";
export type { MessageId } from "./messages-en.ts";
export { type Mutation, type MutationKind, mutationsOf } from "./mutate-text.ts";
export { wordContrast } from "./placement.ts";
export {
  dayText,
  moneyUnit,
  monthText,
  priceUnit,
  quantityText,
  type ShownChange,
  shownChange,
  shownValue,
  signedQuantityText,
  unitLabel,
} from "./quantity.ts";
export { isMessageId, renderMessage } from "./render.ts";
export { type TextFacts, type ToldView, textFacts } from "./text-facts.ts";
export {
  type Told,
  type ToldMessage,
  type ToldQuantity,
  type ToldValue,
  toldText,
} from "./told.ts";
export { type TextFailure, type TextRule, verifyText } from "./verify-text.ts";
export {
  type WordedWay,
  wordForward,
  wordOutcome,
  wordQuantityContrast,
  wordTarget,
  wordUnexplained,
  wordWays,
} from "./what-if.ts";
