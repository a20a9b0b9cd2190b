import { describe, expect, it } from "vitest";
import { clearRound, defaultMarketPolicy, outcomeOf, type SpaceRequest } from "./index.ts";

const FOOT = 28_316_847;
const M3 = 1_000_000_000;

const request = (
  steps: readonly (readonly [number, number])[],
  more: Partial<SpaceRequest> = {},
): SpaceRequest => ({
  steps: steps.map(([feet, fee]) => ({ quantityMm3: feet * FOOT, feeMicrosPerM3: fee })),
  expectedCreditMicrosPerM3: 0,
  capMm3: 1e12,
  ...more,
});

describe("a round", () => {
  const policy = { ...defaultMarketPolicy, reserveMicrosPerM3Month: 10_000_000 };

  it("grants whole steps above the threshold and whole feet at it, never more than there is", () => {
    const requests = [
      request([
        [40, 50_000_000],
        [20, 30_000_000],
      ]),
      request([
        [30, 40_000_000],
        [30, 20_000_000],
      ]),
    ];
    const round = clearRound({ requests, supplyMm3: 85 * FOOT + 17, policy });
    expect([...round.values.column.granted!]).toEqual([55 * FOOT, 30 * FOOT]);
    expect(round.clearingMicrosPerM3).toBe(30_000_000);
  });

  it("prices at the first rejected fee, where nothing at it is granted", () => {
    const requests = [
      request([[40, 50_000_000]]),
      request([
        [30, 40_000_000],
        [30, 20_000_000],
      ]),
    ];
    const round = clearRound({ requests, supplyMm3: 70 * FOOT, policy });
    expect([...round.values.column.granted!]).toEqual([40 * FOOT, 30 * FOOT]);
    expect(round.rules.firstRejectedMicrosPerM3).toBe(20_000_000);
    expect(round.rules.lowestAcceptedMicrosPerM3).toBe(40_000_000);
    expect(round.values.column.fee![0]).toBe(Math.floor((40 * FOOT * 20_000_000) / M3));
    expect(round.nextSumMm3).toBeGreaterThan(70 * FOOT);
    const lowest = clearRound({
      requests,
      supplyMm3: 70 * FOOT,
      policy: { ...policy, chargesLowestAccepted: 1 },
    });
    expect(lowest.clearingMicrosPerM3).toBe(40_000_000);
    expect([...lowest.values.column.granted!]).toEqual([...round.values.column.granted!]);
  });

  it("ranks by the offer and the expected credit, and takes the credit off the fee up to the capped share", () => {
    const requests = [
      request([[40, 20_000_000]], { expectedCreditMicrosPerM3: 25_000_000 }),
      request([[40, 40_000_000]]),
      request([[40, 30_000_000]]),
    ];
    const round = clearRound({ requests, supplyMm3: 80 * FOOT, policy });
    expect([...round.values.column.granted!]).toEqual([40 * FOOT, 40 * FOOT, 0]);
    expect(round.clearingMicrosPerM3).toBe(30_000_000);
    // 80 % of 30 is 24, less than the 25 expected.
    expect([...round.values.column.feePerM3!]).toEqual([6_000_000, 30_000_000, 30_000_000]);
  });

  it("grants no less than the least lot", () => {
    const requests = [request([[40, 50_000_000]]), request([[40, 40_000_000]])];
    const round = clearRound({ requests, supplyMm3: 44 * FOOT, policy });
    expect([...round.values.column.granted!]).toEqual([40 * FOOT, 0]);
    expect(round.slackMm3).toBe(4 * FOOT);
    expect(outcomeOf((id) => round.values.column[id]![1]!, policy.reserveMicrosPerM3Month)).toEqual(
      {
        kind: "notGranted",
        because: "lot",
        neededMicrosPerM3: 1,
      },
    );
  });

  it("says what was missing", () => {
    const requests = [
      request([
        [40, 50_000_000],
        [40, 15_000_000],
      ]),
      request([[40, 30_000_000]]),
      request([[40, 29_000_000]]),
      request([[40, 9_000_000]]),
      request([[40, 70_000_000]], { capMm3: 10 * FOOT }),
    ];
    const round = clearRound({ requests, supplyMm3: 70 * FOOT, policy });
    const outcome = (row: number) =>
      outcomeOf((id) => round.values.column[id]![row]!, policy.reserveMicrosPerM3Month);
    expect(round.clearingMicrosPerM3).toBe(30_000_000);
    expect(outcome(0)).toEqual({
      kind: "partlyGranted",
      missingMm3: 40 * FOOT,
      because: "belowPrice",
      neededMicrosPerM3: 15_000_001,
    });
    expect(outcome(1)).toMatchObject({
      kind: "partlyGranted",
      because: "shared",
      neededMicrosPerM3: 1,
    });
    expect(outcome(2)).toEqual({
      kind: "notGranted",
      because: "belowPrice",
      neededMicrosPerM3: 1_000_001,
    });
    expect(outcome(3)).toMatchObject({ kind: "notGranted", because: "belowReserve" });
    expect(outcome(4)).toMatchObject({
      kind: "partlyGranted",
      because: "cap",
      missingMm3: 30 * FOOT,
    });
  });

  it("grants nothing of nothing, and clears an empty book at the reserve", () => {
    const none = clearRound({ requests: [request([[40, 50_000_000]])], supplyMm3: 0, policy });
    expect(none.grantedSumMm3).toBe(0);
    expect(none.clearingMicrosPerM3).toBe(50_000_000);
    const empty = clearRound({ requests: [], supplyMm3: 5 * FOOT, policy });
    expect([empty.clearingMicrosPerM3, empty.slackMm3]).toEqual([10_000_000, 5 * FOOT]);
  });

  it("refuses steps that do not fall, too many steps and a policy without sense", () => {
    const clear = (each: SpaceRequest) => () =>
      clearRound({ requests: [each], supplyMm3: 1, policy });
    expect(
      clear(
        request([
          [1, 5],
          [1, 5],
        ]),
      ),
    ).toThrow("requests[0].steps[1].feeMicrosPerM3 must be below the step before it (5), got 5");
    expect(clear(request([]))).toThrow("must have 1..3 steps, got 0");
    expect(clear(request([[0.5 / FOOT, 5]]))).toThrow("quantityMm3 must be a safe integer");
    expect(() =>
      clearRound({
        requests: [],
        supplyMm3: 1,
        policy: { ...policy, creditCapShareMillionths: 1_000_000 },
      }),
    ).toThrow("creditCapShareMillionths must be an integer in 0..950000, got 1000000");
  });
});
