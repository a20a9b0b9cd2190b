import { integerSum } from "../core/sums.ts";
import { type Columns, evaluate, recomputer } from "../decision/index.ts";
import { type Clearing, clearBook } from "./clearing.ts";
import { MAX_STEPS, marketDefinition } from "./definition.ts";
import { type MarketPolicy, validateMarketPolicy } from "./policy.ts";
import { vickreyPayments } from "./vickrey.ts";

const MILLION = 1_000_000;
const MM3_PER_M3 = 1_000_000_000;

/** The request of one seller for one pool and month. */
export interface SpaceRequest {
  /** Highest fee first; fees strictly fall. 1..MAX_STEPS steps. */
  readonly steps: readonly { readonly quantityMm3: number; readonly feeMicrosPerM3: number }[];
  readonly expectedCreditMicrosPerM3: number;
  readonly capMm3: number;
}

export interface ClearRoundInput {
  readonly requests: readonly SpaceRequest[];
  readonly supplyMm3: number;
  readonly policy: MarketPolicy;
}

/** One round cleared. All fees are micros per m3 and month, before credit. */
export interface ClearedRound {
  /** What every winner pays before its credit, under the policy's rule. */
  readonly clearingMicrosPerM3: number;
  readonly thresholdMicrosPerM3: number;
  readonly marginalShareMillionths: number;
  /** All nodes of every request, in request order: `granted`, `feePerM3`, `fee`. */
  readonly values: Columns;
  /** Leaves and values are traced; `values` holds both. */
  readonly grantedSumMm3: number;
  /** Supply left over: what neither steps, lots nor shares could use. */
  readonly slackMm3: number;
  /** Sum one threshold or share further down, above the supply; null when everything eligible was granted. */
  readonly nextSumMm3: number | null;
  readonly rules: PaymentRules;
}

/** The three payment rules on the same book, in scores: what the operator would take, and the price of the uniform ones. */
export interface PaymentRules {
  readonly firstRejectedMicrosPerM3: number;
  readonly lowestAcceptedMicrosPerM3: number;
  /** Vickrey payment of each request for the space that whole steps would give it, micros before credit. [requests] */
  readonly vickreyMicros: Float64Array;
  readonly firstRejectedSumMicros: number;
  readonly lowestAcceptedSumMicros: number;
  readonly vickreySumMicros: number;
  /** How far the exact division is from the proved optimum, relative. */
  readonly gapShare: number;
}

/**
 * Clears a round: the lowest threshold at which what `marketDefinition` grants fits the supply, then the largest share of
 * the steps at the next fee that still fits. Throws RangeError naming the request and the rule, or the policy's field.
 * Cost O(requests * (log requests + 20)).
 */
export function clearRound({ requests, supplyMm3, policy }: ClearRoundInput): ClearedRound {
  checkInput(requests, supplyMm3, policy);
  const values = evaluate(marketDefinition, leavesOf(requests, policy));
  const found = findThreshold(values, supplyMm3, policy.reserveMicrosPerM3Month);
  const clearing = exactClearing(values, requests.length, supplyMm3, policy);
  const firstRejected = found.threshold;
  const lowestAccepted = lowestGrantedScore(values) ?? firstRejected;
  const price = policy.chargesLowestAccepted === 1 ? lowestAccepted : firstRejected;
  setLeaf(values, ["clearingMicrosPerM3"], [price]);
  const grantedSumMm3 = integerSum(values.column.granted!);
  return {
    clearingMicrosPerM3: price,
    thresholdMicrosPerM3: found.threshold,
    marginalShareMillionths: found.share,
    values,
    grantedSumMm3,
    slackMm3: supplyMm3 - grantedSumMm3,
    nextSumMm3: found.nextSum,
    rules: {
      ...clearing,
      firstRejectedMicrosPerM3: firstRejected,
      lowestAcceptedMicrosPerM3: lowestAccepted,
      firstRejectedSumMicros: (grantedSumMm3 / MM3_PER_M3) * firstRejected,
      lowestAcceptedSumMicros: (grantedSumMm3 / MM3_PER_M3) * lowestAccepted,
    },
  };
}

function checkInput(
  requests: readonly SpaceRequest[],
  supplyMm3: number,
  policy: MarketPolicy,
): void {
  const [problem] = validateMarketPolicy(policy);
  if (problem)
    throw new RangeError(
      `market policy: ${problem.field} must be ${problem.expected}, got ${problem.got}`,
    );
  const whole = (name: string, value: number) => {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`clearRound: ${name} must be a safe integer >= 0, got ${value}`);
  };
  whole("supplyMm3", supplyMm3);
  requests.forEach(({ steps, expectedCreditMicrosPerM3, capMm3 }, r) => {
    whole(`requests[${r}].expectedCreditMicrosPerM3`, expectedCreditMicrosPerM3);
    whole(`requests[${r}].capMm3`, capMm3);
    if (steps.length === 0 || steps.length > MAX_STEPS)
      throw new RangeError(
        `clearRound: requests[${r}] must have 1..${MAX_STEPS} steps, got ${steps.length}`,
      );
    steps.forEach((step, k) => {
      whole(`requests[${r}].steps[${k}].quantityMm3`, step.quantityMm3);
      whole(`requests[${r}].steps[${k}].feeMicrosPerM3`, step.feeMicrosPerM3);
      const before = steps[k - 1];
      if (before && step.feeMicrosPerM3 >= before.feeMicrosPerM3)
        throw new RangeError(
          `clearRound: requests[${r}].steps[${k}].feeMicrosPerM3 must be below the step before it (${before.feeMicrosPerM3}), got ${step.feeMicrosPerM3}`,
        );
    });
  });
}

function leavesOf(requests: readonly SpaceRequest[], policy: MarketPolicy): Columns {
  const count = requests.length;
  const own = (value: (request: SpaceRequest) => number) => Float64Array.from(requests, value);
  const same = (value: number) => new Float64Array(count).fill(value);
  const column: Record<string, Float64Array> = {
    expectedCreditMicrosPerM3: own((r) => r.expectedCreditMicrosPerM3),
    capMm3: own((r) => r.capMm3),
    creditCapShareMillionths: same(policy.creditCapShareMillionths),
    minimumLotMm3: same(policy.minimumLotMm3),
    grantStepMm3: same(policy.grantStepMm3),
    clearingMicrosPerM3: same(0),
    // Nothing is granted yet: no score reaches this.
    thresholdMicrosPerM3: same(Number.MAX_SAFE_INTEGER),
    marginalShareMillionths: same(0),
  };
  for (let k = 0; k < MAX_STEPS; k++) {
    column[`asked${k + 1}Mm3`] = own((r) => r.steps[k]?.quantityMm3 ?? 0);
    column[`offered${k + 1}MicrosPerM3`] = own((r) => r.steps[k]?.feeMicrosPerM3 ?? 0);
  }
  return { count, column };
}

function setLeaf(values: Columns, ids: readonly string[], to: readonly number[]): void {
  const rows = Uint32Array.from({ length: values.count }, (_, row) => row);
  ids.forEach((id, k) => {
    values.column[id]!.fill(to[k]!);
  });
  recomputer(marketDefinition, values, ids)(rows);
}

interface Threshold {
  readonly threshold: number;
  readonly share: number;
  readonly nextSum: number | null;
}

/** Leaves `values` at the threshold and share it returns. */
function findThreshold(values: Columns, supplyMm3: number, reserve: number): Threshold {
  const ids = ["thresholdMicrosPerM3", "marginalShareMillionths"];
  const sumAt = (threshold: number, share: number): number => {
    setLeaf(values, ids, [threshold, share]);
    return integerSum(values.column.granted!);
  };
  const scores = eligibleScores(values, reserve);
  // How many of the scores, from the top, can be granted wholly.
  const whole = lastIndexWhere(
    scores.length,
    (count) => sumAt(scores[count - 1]!, MILLION) <= supplyMm3,
  );
  if (whole === scores.length) {
    sumAt(reserve, MILLION);
    return { threshold: reserve, share: MILLION, nextSum: null };
  }
  const threshold = scores[whole]!;
  const share = lastIndexWhere(
    MILLION - 1,
    (millionths) => sumAt(threshold, millionths) <= supplyMm3,
  );
  const nextSum = sumAt(threshold, share + 1);
  sumAt(threshold, share);
  return { threshold, share, nextSum };
}

/** The largest n in 0..count for which `holds(n)`; it holds at 0 and, once false, stays so. */
function lastIndexWhere(count: number, holds: (n: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Distinct scores of steps that could be granted something, at or above the reserve, highest first. */
function eligibleScores(values: Columns, reserve: number): number[] {
  const scores = new Set<number>();
  for (let k = 1; k <= MAX_STEPS; k++) {
    const score = values.column[`score${k}`]!;
    const eligible = values.column[`eligible${k}`]!;
    for (let row = 0; row < values.count; row++) {
      if (eligible[row]! > 0 && score[row]! >= reserve) scores.add(score[row]!);
    }
  }
  return [...scores].sort((a, b) => b - a);
}

function lowestGrantedScore(values: Columns): number | null {
  let lowest = Infinity;
  for (let k = 1; k <= MAX_STEPS; k++) {
    const granted = values.column[`granted${k}`]!;
    const score = values.column[`score${k}`]!;
    for (let row = 0; row < values.count; row++) {
      // A request that fell short of the least lot was granted nothing in the end.
      if (granted[row]! > 0 && values.column.granted![row]! > 0)
        lowest = Math.min(lowest, score[row]!);
    }
  }
  return lowest === Infinity ? null : lowest;
}

/** The same book without steps and lots: proof of optimality and Vickrey payments. */
function exactClearing(
  values: Columns,
  requestCount: number,
  supplyMm3: number,
  policy: MarketPolicy,
): Pick<PaymentRules, "vickreyMicros" | "vickreySumMicros" | "gapShare"> {
  const count = requestCount * MAX_STEPS;
  const book = {
    supply: supplyMm3 / MM3_PER_M3,
    reserve: policy.reserveMicrosPerM3Month,
    bidderCount: requestCount,
    bidder: Int32Array.from({ length: count }, (_, s) => Math.floor(s / MAX_STEPS)),
    quantity: new Float64Array(count),
    fee: new Float64Array(count),
    cap: values.column.capMm3!.map((mm3) => mm3 / MM3_PER_M3),
  };
  for (let s = 0; s < count; s++) {
    const row = book.bidder[s]!;
    const k = (s % MAX_STEPS) + 1;
    book.quantity[s] = values.column[`asked${k}Mm3`]![row]! / MM3_PER_M3;
    book.fee[s] = values.column[`score${k}`]![row]!;
  }
  const clearing: Clearing = clearBook(book);
  const vickreyMicros = vickreyPayments(book, clearing);
  let vickreySumMicros = 0;
  for (const payment of vickreyMicros) vickreySumMicros += payment;
  return { vickreyMicros, vickreySumMicros, gapShare: clearing.gapShare };
}
