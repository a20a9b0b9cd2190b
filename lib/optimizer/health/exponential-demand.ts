import { exp, ln } from "../core/elementary.ts";
import { expectedSales } from "./poisson.ts";

/** Units to sell by a deadline to buyers who come at rate `arrivalRate` x exp(-sensitivity x price). */
export interface ExponentialMarkdown {
  readonly units: number;
  /** Buyers per time at price 0. */
  readonly arrivalRate: number;
  readonly time: number;
  /** Per money unit, > 0: demand falls to 1/e with each 1 / sensitivity more. */
  readonly sensitivity: number;
}

export interface MarkdownValue {
  /** Expected revenue when the price may change at any moment: no policy earns more. */
  readonly value: number;
  /** The best price at this moment. */
  readonly priceNow: number;
  /** Value with these units less value with one fewer. */
  readonly lastUnitValue: number;
  /** Revenue if demand were no accident: above every policy's expectation. */
  readonly deterministicBound: number;
  /** The best single price for such demand, and what it earns of random demand. */
  readonly fixedPrice: number;
  readonly fixedPriceValue: number;
}

/**
 * Best pricing over continuous time in closed form (Gallego and van Ryzin 1994, section 2.3): with x = rate time / e,
 * value = ln(sum of x^i / i! for i = 0 .. n) / sensitivity, price = 1 / sensitivity + value of the last unit.
 * Cost O(units). Throws RangeError where units are not whole and >= 0 or the rest is not finite and > 0.
 */
export function exponentialMarkdown(problem: ExponentialMarkdown): MarkdownValue {
  checkProblem(problem);
  const { units, arrivalRate, time, sensitivity } = problem;
  const most = (arrivalRate * time) / Math.E;
  // ratio_i = (x^i / i!) / sum of the terms before it: nothing overflows.
  let logSum = 0;
  let lastStep = 0;
  let ratio = most;
  for (let i = 1; i <= units; i++) {
    lastStep = lnOnePlus(ratio);
    logSum += lastStep;
    ratio = (ratio * most) / ((i + 1) * (1 + ratio));
  }
  const lastUnitValue = lastStep / sensitivity;
  const runOutPrice = units > 0 ? ln((arrivalRate * time) / units) / sensitivity : Infinity;
  const fixedPrice = Math.max(1 / sensitivity, runOutPrice);
  const mean = units > 0 ? arrivalRate * time * exp(-sensitivity * fixedPrice) : 0;
  return {
    value: logSum / sensitivity,
    priceNow: units > 0 ? 1 / sensitivity + lastUnitValue : Infinity,
    lastUnitValue,
    deterministicBound: units > 0 ? fixedPrice * Math.min(units, mean) : 0,
    fixedPrice,
    fixedPriceValue: units > 0 ? fixedPrice * expectedSales(units, mean) : 0,
  };
}

/** ln(1 + x) with all digits of a small x. */
function lnOnePlus(x: number): number {
  return x < 1e-5 ? x * (1 - x / 2 + (x * x) / 3) : ln(1 + x);
}

function checkProblem(problem: ExponentialMarkdown): void {
  if (!(Number.isInteger(problem.units) && problem.units >= 0)) {
    throw new RangeError(`markdown: units must be whole and >= 0, got ${problem.units}`);
  }
  for (const name of ["arrivalRate", "time", "sensitivity"] as const) {
    if (!(problem[name] > 0 && problem[name] < Infinity)) {
      throw new RangeError(`markdown: ${name} must be finite and > 0, got ${problem[name]}`);
    }
  }
}
