// The registry of questions: one entry per kind says who answers it, and which traces are behind it. Its schema is a line of
// question.ts, what its number is called a line of subject.ts; how its facts are told is an entry of fact-views.ts.
import type { Tx } from "@/db/client.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import { answerRestockContrast } from "./contrast-answers.ts";
import {
  answerFeeFairness,
  answerInStockFairness,
  answerSpeedFairness,
  answerStockFairness,
} from "./counted-fairness-answers.ts";
import {
  answerLimitChange,
  answerLimitLevel,
  answerPlacementLevel,
  answerRestockChange,
  answerRestockLevel,
  answerTargetLevel,
} from "./decision-answers.ts";
import {
  answerGrantFairness,
  answerLimitFairness,
  answerPlacementFairness,
  answerRestockFairness,
  answerScoreFairness,
} from "./fairness-answers.ts";
import { answerFeeForward, answerFeeTarget } from "./fee-ahead-answers.ts";
import { answerFeeChange, answerFeeLevel } from "./fee-answer.ts";
import { answerFeeContrast, answerFeeSources } from "./fee-source-answers.ts";
import {
  answerForecastChange,
  answerForecastLevel,
  answerForecastSources,
} from "./forecast-answers.ts";
import { answerForecastContrast, answerForecastForward } from "./forecast-what-ifs.ts";
import { answerGrantChange, answerGrantLevel } from "./grant-answer.ts";
import { answerGrantForward } from "./grant-forward-answer.ts";
import { answerGrantContrast, answerGrantSources, answerGrantTarget } from "./grant-reasons.ts";
import { answerInStockForward, answerInStockTarget } from "./in-stock-ahead-answers.ts";
import { answerInStockChange } from "./in-stock-answer.ts";
import {
  answerInStockAdvised,
  answerInStockLevel,
  answerLostSales,
} from "./in-stock-level-answer.ts";
import { answerInStockSources } from "./in-stock-sources-answer.ts";
import type { KnownState } from "./known-state.ts";
import { answerLimitContrast } from "./limit-contrast-answer.ts";
import { answerLimitScore } from "./limit-score-answer.ts";
import { answerLimitUse } from "./limit-use-answer.ts";
import { answerPlacementChange } from "./placement-change-answer.ts";
import { answerPlacementContrast } from "./placement-contrast-answer.ts";
import {
  answerLimitSources,
  answerPlacementSources,
  answerRestockSources,
  answerScoreSources,
} from "./provenance-answers.ts";
import type { Ask, Question } from "./question.ts";
import { answerRestockRoom } from "./room-answer.ts";
import {
  answerScoreChange,
  answerScoreForward,
  answerScoreLevel,
  answerScoreTarget,
} from "./score-answers.ts";
import { answerSpeedForward } from "./speed-ahead-answers.ts";
import { answerSpeedChange, answerSpeedContrast, answerSpeedLevel } from "./speed-answer.ts";
import { answerSpeedSources, answerSpeedTarget } from "./speed-target-answers.ts";
import { answerSplitContrast, answerSplitForward, answerSplitLevel } from "./split-answers.ts";
import { answerSplitFee } from "./split-fee-answer.ts";
import { answerLimitPeers, answerRestockPeers } from "./staff-peers-answer.ts";
import { answerLimitRecord, answerRestockRecord } from "./staff-record-answers.ts";
import { answerStockChange, answerStockLevel } from "./stock-answer.ts";
import { answerStockOut } from "./stock-out-answer.ts";
import { answerStockContrast, answerStockForward } from "./stock-plan-answers.ts";
import { answerExcess, answerReserved, answerStockSources } from "./stock-state-answers.ts";
import {
  buildingSides,
  grantSides,
  limitSides,
  restockSides,
  splitFeeSides,
  type TraceSides,
} from "./trace-sides.ts";
import {
  answerLimitForward,
  answerLimitTarget,
  answerRestockForward,
  answerRestockTarget,
} from "./what-if-answers.ts";

export interface QuestionKind<K extends Question["kind"]> {
  /** Throws not_found for what the account does not have. */
  readonly answer: (tx: Tx, scope: SellerScope, question: Ask<K>) => Promise<StoredAnswer>;
  /** The decisions behind it, node by node; null where there is none. */
  readonly sides: (tx: Tx, scope: SellerScope, question: Ask<K>) => Promise<TraceSides | null>;
  /** Asked about what is not: counted against the budget of its run, so that answers cannot be used to work out prices. */
  readonly isWhatIf?: true;
  /** What else it reads than the decisions it is asked about, which never change: another state makes it another question. */
  readonly restsOn?: readonly KnownState[];
}

/** Counted from reports: no decision stands behind it. */
const counted = { sides: async () => null, restsOn: ["reports"] } as const;

/** Counted from reports, and told with what the newest plans expect. */
const planned = { ...counted, restsOn: ["reports", "plans"] } as const;

/** Counted from reports at published rates; the limits that plans announce are charged too. */
const charged = { ...counted, restsOn: ["reports", "plans", "rates"] } as const;

/** Of a run, and told from what it stored: no traced decision stands behind it. */
const stored = { sides: async () => null } as const;

const KINDS: { readonly [K in Question["kind"]]: QuestionKind<K> } = {
  limitLevel: { answer: answerLimitLevel, sides: limitSides },
  limitChange: { answer: answerLimitChange, sides: limitSides },
  limitContrast: { answer: answerLimitContrast, sides: limitSides },
  limitScoreLevel: { answer: answerLimitScore, sides: limitSides, isWhatIf: true },
  limitUseLevel: { answer: answerLimitUse, ...stored },
  restockLevel: { answer: answerRestockLevel, sides: restockSides },
  restockRoomLevel: { answer: answerRestockRoom, sides: restockSides },
  restockChange: { answer: answerRestockChange, sides: restockSides },
  limitSources: { answer: answerLimitSources, sides: limitSides },
  restockSources: { answer: answerRestockSources, sides: restockSides },
  limitFairness: { answer: answerLimitFairness, sides: limitSides },
  restockFairness: { answer: answerRestockFairness, sides: restockSides },
  scoreLevel: { answer: answerScoreLevel, sides: limitSides },
  scoreChange: { answer: answerScoreChange, sides: limitSides },
  scoreTarget: { answer: answerScoreTarget, sides: limitSides, isWhatIf: true },
  scoreForward: { answer: answerScoreForward, sides: limitSides, isWhatIf: true },
  scoreSources: { answer: answerScoreSources, sides: limitSides },
  scoreFairness: { answer: answerScoreFairness, sides: limitSides },
  limitTarget: {
    answer: answerLimitTarget,
    sides: limitSides,
    isWhatIf: true,
  },
  restockTarget: {
    answer: answerRestockTarget,
    sides: restockSides,
    isWhatIf: true,
  },
  limitForward: {
    answer: answerLimitForward,
    sides: limitSides,
    isWhatIf: true,
  },
  restockForward: {
    answer: answerRestockForward,
    sides: restockSides,
    isWhatIf: true,
  },
  restockContrast: {
    answer: answerRestockContrast,
    sides: restockSides,
    isWhatIf: true,
  },
  placementLevel: {
    answer: answerPlacementLevel,
    sides: buildingSides("placement"),
  },
  placementChange: {
    answer: answerPlacementChange,
    sides: buildingSides("placement"),
  },
  placementContrast: {
    answer: answerPlacementContrast,
    sides: buildingSides("placement"),
    isWhatIf: true,
  },
  placementSources: { answer: answerPlacementSources, sides: buildingSides("placement") },
  placementFairness: { answer: answerPlacementFairness, sides: buildingSides("placement") },
  splitLevel: { answer: answerSplitLevel, ...stored },
  splitForward: { answer: answerSplitForward, sides: splitFeeSides, isWhatIf: true },
  splitContrast: { answer: answerSplitContrast, ...stored },
  splitFeeLevel: {
    answer: answerSplitFee,
    sides: splitFeeSides,
  },
  targetLevel: {
    answer: answerTargetLevel,
    sides: buildingSides("positioning"),
  },
  forecastLevel: { answer: answerForecastLevel, ...stored },
  forecastChange: { answer: answerForecastChange, ...stored },
  forecastSources: { answer: answerForecastSources, ...stored },
  forecastContrast: { answer: answerForecastContrast, ...stored, isWhatIf: true },
  forecastForward: { answer: answerForecastForward, ...stored, isWhatIf: true },
  grantLevel: {
    answer: answerGrantLevel,
    sides: grantSides,
  },
  grantChange: { answer: answerGrantChange, sides: grantSides },
  grantContrast: { answer: answerGrantContrast, ...stored, isWhatIf: true },
  grantTarget: { answer: answerGrantTarget, ...stored, isWhatIf: true, restsOn: ["rounds"] },
  grantForward: {
    answer: answerGrantForward,
    ...stored,
    isWhatIf: true,
    restsOn: ["rounds", "plans", "reports"],
  },
  grantSources: { answer: answerGrantSources, ...stored },
  grantFairness: { answer: answerGrantFairness, ...stored },
  inStockChange: {
    answer: answerInStockChange,
    ...counted,
  },
  inStockLevel: { answer: answerInStockLevel, ...planned },
  lostSalesLevel: { answer: answerLostSales, ...planned },
  inStockAdvised: { answer: answerInStockAdvised, ...planned },
  inStockSources: { answer: answerInStockSources, ...counted },
  inStockForward: { answer: answerInStockForward, ...planned },
  inStockTarget: { answer: answerInStockTarget, ...planned },
  stockOut: {
    answer: answerStockOut,
    ...planned,
  },
  reservedLevel: { answer: answerReserved, ...planned },
  excessLevel: { answer: answerExcess, ...planned },
  stockSources: { answer: answerStockSources, ...counted },
  stockContrast: { answer: answerStockContrast, ...planned },
  stockForward: { answer: answerStockForward, ...planned },
  stockLevel: { answer: answerStockLevel, ...planned },
  stockChange: { answer: answerStockChange, ...planned },
  speedContrast: { answer: answerSpeedContrast, ...counted },
  speedTarget: { answer: answerSpeedTarget, ...planned },
  speedForward: { answer: answerSpeedForward, ...planned },
  speedSources: { answer: answerSpeedSources, ...counted },
  speedLevel: { answer: answerSpeedLevel, ...counted },
  speedChange: { answer: answerSpeedChange, ...counted },
  feeForward: { answer: answerFeeForward, ...charged },
  feeTarget: { answer: answerFeeTarget, ...charged },
  feeSources: { answer: answerFeeSources, ...charged },
  feeContrast: { answer: answerFeeContrast, ...charged },
  feeLevel: { answer: answerFeeLevel, ...charged },
  feeChange: { answer: answerFeeChange, ...charged },
  stockFairness: { answer: answerStockFairness, ...counted },
  inStockFairness: { answer: answerInStockFairness, ...planned },
  speedFairness: { answer: answerSpeedFairness, ...counted },
  feeFairness: { answer: answerFeeFairness, ...charged },
  // A decision never changes, but reports about its days may still come.
  staffLimitRecord: { answer: answerLimitRecord, sides: limitSides, restsOn: ["reports"] },
  staffLimitPeers: { answer: answerLimitPeers, sides: limitSides },
  staffRestockPeers: { answer: answerRestockPeers, sides: restockSides },
  staffRestockRecord: { answer: answerRestockRecord, sides: restockSides, restsOn: ["reports"] },
};

/** Kinds that count against the budget of what-ifs. */
export const WHAT_IF_KINDS: readonly string[] = Object.entries(KINDS).flatMap(([kind, entry]) =>
  "isWhatIf" in entry ? [kind] : [],
);

/** The entry of a question's kind. */
export function questionKind<Q extends Question>(question: Q): QuestionKind<Q["kind"]> {
  return KINDS[question.kind] as QuestionKind<Q["kind"]>;
}
