// Stored answers about where units go, made by the answers' own functions from small facts.
import { contrastPlacement, placementDefinition } from "@/lib/optimizer/placement/index.ts";
import type { SplitRow } from "@/server/repositories/placement-split.ts";
import type { StoredAnswer } from "../answer.ts";
import {
  type OfferedSplits,
  splitContrastFacts,
  splitFacts,
  splitForwardFacts,
} from "../split-answers.ts";

const CODES = ["RNO1", "DFW2", "EWR3"];

const option = (row: Partial<SplitRow> & Pick<SplitRow, "split">): SplitRow => ({
  state: "offered",
  fcIds: [],
  fcUnits: [],
  feeMicros: 0,
  transitMilliDays: null,
  ...row,
});

const MINIMAL = option({
  split: "minimal",
  fcIds: [1],
  fcUnits: [420],
  feeMicros: 86_100_000,
  transitMilliDays: 3180,
});

const OFFERED: OfferedSplits = {
  currency: "USD",
  options: [
    option({
      split: "optimised",
      fcIds: [0, 1, 2],
      fcUnits: [120, 210, 90],
      transitMilliDays: 1940,
    }),
    option({ split: "partial", state: "alreadyFew", feeMicros: null }),
    MINIMAL,
  ],
  codeOf: (fcId) => CODES[fcId] ?? "",
  kept: null,
};

const PLACED = [
  { code: "DFW2", units: 210 },
  { code: "RNO1", units: 120 },
  { code: "EWR3", units: 90 },
];

/** A decision about 80 units that buyers in one zone want, by what it costs to bring them there. */
function decision(laneMicros: number, elsewhereMicros: number): Float64Array {
  const leaves = new Float64Array(placementDefinition.leafCount);
  const values = {
    demand_z1: 80_000,
    lane_z1: laneMicros,
    elsewhere_z1: elsewhereMicros,
    marginMicros: 9_000_000,
    casePackUnits: 4,
    advisedUnits: 120,
    isInSplit: 1,
    inboundMicros: 300_000,
    holdingMicros: 200_000,
  };
  for (const [id, value] of Object.entries(values))
    leaves[placementDefinition.indexOf.get(id) ?? -1] = value;
  return leaves;
}

/** `base` holds what is common to all answers. */
export function placementAnswers(base: Omit<StoredAnswer, "question" | "facts">): StoredAnswer[] {
  const answer = (
    kind: string,
    facts: StoredAnswer["facts"],
    subject: Partial<StoredAnswer["subject"]> = {},
  ) =>
    ({
      ...base,
      question: { kind, runId: 2 },
      subject: { ...base.subject, day: "2026-11-22", ...subject },
      facts,
    }) as StoredAnswer;
  const contrast = contrastPlacement(
    decision(2_400_000, 5_000_000),
    decision(4_100_000, 6_100_000),
  );
  return [
    answer("splitLevel", splitFacts(OFFERED, PLACED)),
    answer("splitForward", splitForwardFacts(OFFERED, MINIMAL), { split: "minimal" }),
    answer("splitContrast", splitContrastFacts(OFFERED)),
    answer(
      "placementContrast",
      { type: "placementContrast", fc: "RNO1", other: "EWR3", units: 80, contrast },
      { sku: "BL-204", fc: "RNO1" },
    ),
  ];
}
