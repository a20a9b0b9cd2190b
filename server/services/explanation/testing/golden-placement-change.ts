// Stored answers about other units at a building than before: another number of scenarios, and another version of the rules as well.
import { type Definition, evaluate } from "@/lib/optimizer/decision/index.ts";
import { changeGame, ruleGame } from "@/lib/optimizer/explanation/index.ts";
import {
  type PlacementWay,
  placementByCause,
  placementDefinition,
} from "@/lib/optimizer/placement/index.ts";
import { placement120 } from "@/lib/optimizer/placement/testing/earlier-definitions.ts";
import type { StoredAnswer } from "../answer.ts";

type Leaves = Readonly<Record<string, number>>;

/** Two zones: the near one is served from here, the far one where `elsewhere` does not gain more. */
const placed = (definition: Definition, values: Leaves): Float64Array => {
  const usual: Leaves = {
    marginMicros: 9_000_000,
    casePackUnits: 6,
    advisedUnits: 480,
    isInSplit: 1,
    lane_z1: 2_000_000,
    lane_z2: 3_500_000,
    inboundMicros: 300_000,
    elsewhere_z1: 4_000_000,
    elsewhere_z2: 5_500_000,
  };
  const all = { ...usual, ...values };
  const leaves = definition.nodes.slice(0, definition.leafCount);
  return Float64Array.from(leaves, ({ id }) => all[id] ?? 0);
};

const BEFORE: PlacementWay = { zoneOfRegion: [0, 1], scenarioCount: 0 };
const NOW: PlacementWay = { ...BEFORE, scenarioCount: 256 };

const CERTAIN: Leaves = { demand_z1: 90_000, demand_z2: 60_000 };
/** More is asked for near here, 120 units expected, which this building serves in all scenarios; the far zone is served elsewhere. */
const DRAWN: Leaves = {
  demand_z1: 108_000,
  demand_z1_s2: 9000,
  demand_z1_s3: 6000,
  demand_z1_s4: 9000,
  demand_z2: 48_000,
  demand_z2_s2: 9000,
  demand_z2_s3: 6000,
  demand_z2_s4: 9000,
  elsewhere_z1_s2: 2_500_000,
  elsewhere_z1_s3: 2_500_000,
  elsewhere_z1_s4: 2_500_000,
  elsewhere_z2_s2: 5_100_000,
  elsewhere_z2_s3: 5_000_000,
  elsewhere_z2_s4: 5_000_000,
  meanLaneMicros: 2_600_000,
};

/** `base` holds what is common to all answers. */
export function placementChangeAnswers(
  base: Omit<StoredAnswer, "question" | "facts">,
): StoredAnswer[] {
  const answer = (facts: StoredAnswer["facts"], more: Partial<StoredAnswer>) =>
    ({
      ...base,
      question: { kind: "placementChange", productId: 1, fcId: 1, runId: 2, baseRunId: 1 },
      subject: { ...base.subject, sku: "BL-204", fc: "RNO1", day: "2026-11-22" },
      facts,
      ...more,
    }) as StoredAnswer;
  const causes = placementByCause(placementDefinition, BEFORE, NOW);
  const [from, to] = [CERTAIN, DRAWN].map((values) => placed(placementDefinition, values)) as [
    Float64Array,
    Float64Array,
  ];
  const game = changeGame(causes, from, to);
  const ruled = ruleGame(
    {
      ...placementByCause(placement120, BEFORE, NOW),
      from: placed(placement120, CERTAIN),
      to: placed(placement120, { demand_z1: 120_000, demand_z2: 60_000 }),
    },
    { ...causes, from, to },
  );
  return [
    answer(game.explained(evaluate(placementDefinition, game.leaves)), {
      policyChange: { version: 14, reason: "Units near uncertain buyers" },
    }),
    answer(
      ruled.explained(
        evaluate(placement120, ruled.before),
        evaluate(placementDefinition, ruled.now),
      ),
      {
        policyChange: { version: 14, reason: "Units near uncertain buyers" },
        ruleChange: { changedOn: "2026-11-22", fromVersion: "1.2.0", toVersion: "1.3.0" },
      },
    ),
  ];
}
