// Stored answers for staff, of every shape.
import { capacityDefinition } from "@/lib/optimizer/capacity/index.ts";
import { replenishmentDefinition } from "@/lib/optimizer/replenishment/index.ts";
import { ANSWER_VERSION, type DecisionRecord, NOBODY, type StoredAnswer } from "../answer.ts";

const NOTHING = {
  version: ANSWER_VERSION,
  run: null,
  baseRun: null,
  policyChange: null,
  isReplayEqual: true,
  codeSha256: null,
  currency: "USD",
} as const;

const limitRecord = (about: DecisionRecord["about"], more: Partial<DecisionRecord> = {}) =>
  ({
    ...NOTHING,
    question: {
      kind: "staffLimitRecord",
      about,
      storageType: "standard",
      monthOn: "2026-12-01",
      runId: 2,
    },
    subject: { ...NOBODY, storageType: "standard", monthOn: "2026-12-01", day: "2026-11-23" },
    facts: {
      type: "record",
      about,
      definition: capacityDefinition.name,
      version: capacityDefinition.version,
      unit: "mm3",
      value: 33_413_880_000,
      nodeCount: capacityDefinition.nodes.length,
      leafCount: capacityDefinition.leafCount,
      policy: {
        used: 3,
        inForce: 3,
        figureCount: 24,
        differing: [],
      },
      special: [],
      override: null,
      late: [],
      lateInputs: [],
      ...more,
    } satisfies DecisionRecord,
  }) satisfies StoredAnswer;

const restockRecord = (about: DecisionRecord["about"], more: Partial<DecisionRecord>) =>
  ({
    ...NOTHING,
    question: { kind: "staffRestockRecord", about, productId: 1, runId: 2 },
    subject: { ...NOBODY, sku: "BL-204", day: "2026-11-23" },
    facts: {
      ...limitRecord(about).facts,
      definition: replenishmentDefinition.name,
      version: replenishmentDefinition.version,
      unit: "units",
      value: 240,
      nodeCount: replenishmentDefinition.nodes.length,
      leafCount: replenishmentDefinition.leafCount,
      ...more,
    },
  }) satisfies StoredAnswer;

const peers = (cause: string | null): StoredAnswer => ({
  ...NOTHING,
  question: {
    kind: "staffLimitPeers",
    storageType: "standard",
    monthOn: "2026-12-01",
    runId: 2,
    baseMonthOn: "2026-11-01",
    baseRunId: 1,
  },
  subject: { ...NOBODY, storageType: "standard", monthOn: "2026-12-01", day: "2026-11-23" },
  facts: {
    type: "peers",
    definition: capacityDefinition.name,
    version: capacityDefinition.version,
    unit: "mm3",
    value: 33_413_880_000,
    cause,
    otherCount: 61,
    sameCount: cause === null ? 0 : 17,
    sameRiseCount: cause === null ? 0 : 3,
    sameFallCount: cause === null ? 0 : 14,
    bySize: [
      { name: "1 small", sameCount: 4 },
      { name: "2 middle", sameCount: 6 },
      { name: "3 large", sameCount: 8 },
    ],
    others: [
      { cause: "salesPace", count: 22 },
      { cause: "forecast", count: 15 },
    ],
  },
});

const advicePeers = (cause: string | null): StoredAnswer => ({
  ...NOTHING,
  question: { kind: "staffRestockPeers", productId: 1, runId: 2, baseRunId: 1 },
  subject: { ...NOBODY, sku: "BL-204", day: "2026-11-23" },
  facts: {
    type: "peers",
    definition: replenishmentDefinition.name,
    version: replenishmentDefinition.version,
    unit: "units",
    value: 240,
    cause,
    otherCount: 318,
    sameCount: cause === null ? 0 : 140,
    sameRiseCount: cause === null ? 0 : 28,
    sameFallCount: cause === null ? 0 : 112,
    sameAccountCount: cause === null ? 0 : 31,
    bySize: [],
    others: [
      { cause: "stock", count: 96 },
      { cause: "space", count: 81 },
    ],
  },
});

export const goldenStaffAnswers = (): readonly StoredAnswer[] => [
  limitRecord("policy"),
  limitRecord("policy", {
    policy: {
      used: 2,
      inForce: 3,
      figureCount: 24,
      differing: ["coverWeeks"],
    },
  }),
  limitRecord("handSet", { special: ["grantedMm3"] }),
  limitRecord("replay"),
  limitRecord("late", {
    late: [
      {
        importId: 7,
        fileName: "orders november.txt",
        recordedOn: "2026-11-25",
        kinds: ["orders"],
        rowCount: 118,
      },
    ],
    lateInputs: ["shippedWeeklyMm3", "forecastWeeklyMm3"],
  }),
  peers("network"),
  peers(null),
  advicePeers("demandLevel"),
  advicePeers(null),
  restockRecord("handSet", {
    special: ["hasOverride"],
    override: { units: 240, reason: "A fair in town", setOn: "2026-11-20" },
  }),
];
