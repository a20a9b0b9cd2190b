// What a number is called, by the kind of question about it.
import {
  dayText,
  groupLabel,
  inSentence,
  type Locale,
  monthText,
  renderMessage,
  splitLabel,
  storageTypeLabel,
} from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import type { Question } from "./question.ts";

type Subject = StoredAnswer["subject"];
type SubjectText = (subject: Subject, locale: Locale) => string;

/** A subject by storage type and month. */
const monthly =
  (id: "subjectLimit" | "subjectGrant" | "subjectScore"): SubjectText =>
  ({ storageType, monthOn }, locale) => {
    const month = monthText(monthOn ?? "", locale);
    const values = { storageType: storageTypeLabel(storageType ?? "", locale), month };
    return renderMessage(id, values, locale);
  };
const limitSubject = monthly("subjectLimit");
const scoreSubject = monthly("subjectScore");
const grantSubject = monthly("subjectGrant");
const limitUseSubject: SubjectText = ({ storageType, day }, locale) => {
  const type = storageTypeLabel(storageType ?? "", locale);
  return renderMessage(
    "subjectLimitUse",
    { storageType: type, day: dayText(day ?? "", locale) },
    locale,
  );
};
const restockSubject: SubjectText = ({ sku }, locale) =>
  renderMessage("subjectRestock", { sku: sku ?? "" }, locale);
/** A subject by product and building. */
const atBuilding =
  (id: "subjectPlacement" | "subjectTarget"): SubjectText =>
  ({ sku, fc }, locale) =>
    renderMessage(id, { sku: sku ?? "", fc: fc ?? "" }, locale);
const placementSubject = atBuilding("subjectPlacement");
/** A subject by day. */
const daily =
  (
    id:
      | "subjectInStock"
      | "subjectStock"
      | "subjectInStockAdvised"
      | "subjectLostSales"
      | "subjectSplit",
  ): SubjectText =>
  ({ day }, locale) =>
    renderMessage(id, { day: dayText(day ?? "", locale) }, locale);
const splitSubject = daily("subjectSplit");
const stockSubject: SubjectText = (subject, locale) => {
  const { sku, day } = subject;
  if (sku === null) return daily("subjectStock")(subject, locale);
  return renderMessage("subjectStockOf", { sku, day: dayText(day ?? "", locale) }, locale);
};
/** A subject by day, of all products or of one. */
const stockState =
  (id: "Reserved" | "Excess"): SubjectText =>
  ({ sku, day }, locale) => {
    const values = { day: dayText(day ?? "", locale) };
    if (sku === null) return renderMessage(`subject${id}`, values, locale);
    return renderMessage(`subject${id}Of`, { ...values, sku }, locale);
  };
const coverSubject: SubjectText = ({ sku, day }, locale) => {
  const values = { sku: sku ?? "", day: dayText(day ?? "", locale) };
  return renderMessage("subjectCover", values, locale);
};
const speedSubject: SubjectText = ({ topic = "", day }, locale) =>
  renderMessage("subjectSpeed", { measure: topic, day: dayText(day ?? "", locale) }, locale);
const speedAheadSubject: SubjectText = ({ topic = "", baseDay, day }, locale) => {
  const span = { from: dayText(baseDay ?? "", locale), to: dayText(day ?? "", locale) };
  return renderMessage("subjectSpeedAhead", { measure: topic, ...span }, locale);
};
const feeSubject: SubjectText = ({ topic = "all", sku, monthOn }, locale) => {
  const fee = inSentence(groupLabel("fees", topic, locale), locale);
  const values = { fee, month: monthText(monthOn ?? "", locale) };
  return sku === null
    ? renderMessage("subjectFees", values, locale)
    : renderMessage("subjectFeesOf", { ...values, sku }, locale);
};
const feeAheadSubject: SubjectText = ({ topic = "all", sku, monthOn }, locale) => {
  const fee = inSentence(groupLabel("fees", topic, locale), locale);
  const values = { fee, month: monthText(monthOn ?? "", locale) };
  return sku === null
    ? renderMessage("subjectFeesAhead", values, locale)
    : renderMessage("subjectFeesAheadOf", { ...values, sku }, locale);
};
const stockOutSubject: SubjectText = ({ sku, day }, locale) => {
  const values = { sku: sku ?? "", day: dayText(day ?? "", locale) };
  return renderMessage("subjectStockOut", values, locale);
};
/** The first and the last day that it is about. */
const rateAheadSubject: SubjectText = ({ baseDay, day }, locale) => {
  const span = { from: dayText(baseDay ?? "", locale), to: dayText(day ?? "", locale) };
  return renderMessage("subjectInStockAhead", span, locale);
};
const forecastSubject: SubjectText = ({ sku, baseDay, day }, locale) => {
  const span = { from: dayText(baseDay ?? "", locale), to: dayText(day ?? "", locale) };
  return renderMessage("subjectForecastOf", { sku: sku ?? "", ...span }, locale);
};

const splitFeeSubject: SubjectText = ({ split }, locale) =>
  renderMessage("subjectSplitFee", { split: splitLabel(split ?? "", locale) }, locale);

const SUBJECTS: { readonly [K in Question["kind"]]: SubjectText } = {
  limitLevel: limitSubject,
  limitChange: limitSubject,
  limitContrast: limitSubject,
  limitScoreLevel: limitSubject,
  limitUseLevel: limitUseSubject,
  restockLevel: restockSubject,
  restockRoomLevel: ({ sku }, locale) => renderMessage("subjectRoom", { sku: sku ?? "" }, locale),
  restockChange: restockSubject,
  limitSources: limitSubject,
  restockSources: restockSubject,
  limitFairness: limitSubject,
  restockFairness: restockSubject,
  scoreLevel: scoreSubject,
  scoreChange: scoreSubject,
  scoreTarget: scoreSubject,
  scoreForward: scoreSubject,
  scoreSources: scoreSubject,
  scoreFairness: scoreSubject,
  limitTarget: limitSubject,
  restockTarget: restockSubject,
  limitForward: limitSubject,
  restockForward: restockSubject,
  restockContrast: restockSubject,
  placementLevel: placementSubject,
  placementChange: placementSubject,
  placementContrast: placementSubject,
  placementSources: placementSubject,
  placementFairness: placementSubject,
  splitLevel: splitSubject,
  splitForward: splitFeeSubject,
  splitContrast: splitSubject,
  splitFeeLevel: splitFeeSubject,
  targetLevel: atBuilding("subjectTarget"),
  forecastLevel: forecastSubject,
  forecastChange: forecastSubject,
  forecastSources: forecastSubject,
  forecastContrast: forecastSubject,
  forecastForward: forecastSubject,
  grantLevel: grantSubject,
  grantChange: grantSubject,
  grantContrast: grantSubject,
  grantTarget: grantSubject,
  grantForward: grantSubject,
  grantSources: grantSubject,
  grantFairness: grantSubject,
  inStockChange: daily("subjectInStock"),
  inStockLevel: daily("subjectInStock"),
  lostSalesLevel: daily("subjectLostSales"),
  inStockAdvised: daily("subjectInStockAdvised"),
  inStockSources: daily("subjectInStock"),
  inStockForward: rateAheadSubject,
  inStockTarget: rateAheadSubject,
  stockOut: stockOutSubject,
  reservedLevel: stockState("Reserved"),
  excessLevel: stockState("Excess"),
  stockSources: stockSubject,
  stockContrast: stockSubject,
  stockForward: coverSubject,
  stockLevel: stockSubject,
  stockChange: stockSubject,
  speedContrast: speedSubject,
  speedTarget: speedSubject,
  speedForward: speedAheadSubject,
  speedSources: speedSubject,
  speedLevel: speedSubject,
  speedChange: speedSubject,
  feeForward: feeAheadSubject,
  feeTarget: feeAheadSubject,
  feeSources: feeSubject,
  feeContrast: feeSubject,
  feeLevel: feeSubject,
  feeChange: feeSubject,
  stockFairness: stockSubject,
  inStockFairness: daily("subjectInStock"),
  speedFairness: speedSubject,
  feeFairness: feeSubject,
  staffLimitRecord: limitSubject,
  staffLimitPeers: limitSubject,
  staffRestockPeers: restockSubject,
  staffRestockRecord: restockSubject,
};

/** "Your standard-size limit for December 2026". */
export const subjectText = (
  { question, subject }: Pick<StoredAnswer, "question" | "subject">,
  locale: Locale = "en",
): string => SUBJECTS[question.kind](subject, locale);
