import { describe, expect, it } from "vitest";
import {
  figureAt,
  limitGoals,
  poolFigures,
  type StageRow,
  secondsText,
  stageProgress,
} from "./run-words.ts";

const part = (stage: string, shard: number, status: StageRow["status"], seconds = 1): StageRow => ({
  stage,
  shard,
  status,
  attemptCount: 1,
  message: `${stage} ${shard}`,
  startedAt: status === "waiting" ? null : `2026-06-01T10:00:0${shard}.000Z`,
  finishedAt:
    status === "done" || status === "failed" ? `2026-06-01T10:00:0${shard + seconds}.000Z` : null,
});

describe("stages of a run", () => {
  it("stand once each, over all their parts", () => {
    const rows = [
      part("snapshot", 0, "done"),
      part("snapshot", 1, "done", 3),
      part("forecast", 0, "done"),
      part("forecast", 1, "waiting"),
      part("price", 0, "waiting"),
    ];
    expect(
      stageProgress(rows).map(({ stage, status, doneCount, partCount, seconds }) => [
        stage,
        status,
        doneCount,
        partCount,
        seconds,
      ]),
    ).toEqual([
      ["snapshot", "done", 2, 2, 4],
      ["forecast", "running", 1, 2, null],
      ["price", "waiting", 0, 1, null],
    ]);
  });

  it("have failed when one part has, and say what it said", () => {
    const [stage] = stageProgress([part("record", 0, "done"), part("record", 1, "failed")]);
    expect(stage?.status).toBe("failed");
    expect(stage?.messages).toEqual(["record 1"]);
  });
});

describe("figures of a run's summary", () => {
  it("are read by path and null where the run has none", () => {
    const summary = { price: { kpis: { poolUsageShare: 0.99 } } };
    expect(figureAt(summary, "price", "kpis", "poolUsageShare")).toBe(0.99);
    expect(figureAt(summary, "placement", "gapShare")).toBeNull();
    expect(figureAt(null, "accountCount")).toBeNull();
    expect(poolFigures(summary)).toEqual([]);
  });

  it("hold the pools as they were priced", () => {
    const pool = {
      storageType: "standard",
      monthAhead: 1,
      status: "filled",
      poolMm3: 10,
      limitSumMm3: 9,
      shortfallMm3: 0,
    };
    expect(poolFigures({ price: { pools: [pool] } })).toEqual([
      { ...pool, overbookingMillionths: 0, overbookingMethod: "" },
    ]);
    const overbooking = { shareMillionths: 2_400_000, method: "assumed" };
    expect(poolFigures({ price: { pools: [{ ...pool, overbooking }] } })[0]).toMatchObject({
      overbookingMillionths: 2_400_000,
      overbookingMethod: "assumed",
    });
  });

  it("judge limits by their goals, and nothing that could not be measured", () => {
    const kpis = { confirmedCutCount: 0, finals: { keptShare: 0.9, revisionShare: null } };
    const goals = new Map(limitGoals({ price: { kpis } }).map((goal) => [goal.term, goal]));
    expect(goals.get("Confirmed limits cut")?.isMet).toBe(true);
    expect(goals.get("Finals that keep the first estimate")?.isMet).toBe(false);
    expect(goals.get("Revision from first estimate to final")?.isMet).toBeNull();
    expect(limitGoals({ price: {} })).toEqual([]);
  });
});

describe("durations", () => {
  it("are seconds, or a dash while nothing has ended", () => {
    expect(secondsText(24.215)).toBe("24.2 s");
    expect(secondsText(null)).toBe("–");
  });
});
