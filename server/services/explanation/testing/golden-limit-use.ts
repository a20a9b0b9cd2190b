// Stored answers about what counts against a limit: with space left, and over it; of the month that runs, and of one that is still to come.
import { capacityDefinition } from "@/lib/optimizer/capacity/index.ts";
import { cubicFeetToMm3 } from "@/lib/units/index.ts";
import { ANSWER_VERSION, NOBODY, type StoredAnswer } from "../answer.ts";
import { type LimitUse, limitUseFacts } from "../limit-use-answer.ts";

const limit = { monthOn: "2026-11-01", limitMm3: cubicFeetToMm3(660) };
const within: LimitUse = {
  asOfOn: "2026-11-23",
  onHandMm3: cubicFeetToMm3(310),
  openShipmentsMm3: cubicFeetToMm3(225.5),
  limit,
  products: [
    { sku: "BL-204", mm3: cubicFeetToMm3(142) },
    { sku: "BL-118", mm3: cubicFeetToMm3(96.4) },
  ],
};
const over: LimitUse = { ...within, openShipmentsMm3: cubicFeetToMm3(372), products: [] };

const ahead = (use: LimitUse): LimitUse => ({
  ...use,
  limit: { ...limit, monthOn: "2026-12-01" },
});

export const limitUseAnswers = (): StoredAnswer[] =>
  [within, over, ahead(within), ahead(over)].map((use) => ({
    version: ANSWER_VERSION,
    question: {
      ...{ kind: "limitUseLevel", storageType: "standard", runId: 2 },
      monthOn: use.limit.monthOn,
    },
    subject: { ...NOBODY, storageType: "standard", day: "2026-11-23" },
    facts: limitUseFacts(use, capacityDefinition),
    run: null,
    baseRun: null,
    policyChange: null,
    isReplayEqual: true,
    codeSha256: null,
  }));
