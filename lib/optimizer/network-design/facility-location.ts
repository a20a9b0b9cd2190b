import {
  type LinearProgram,
  type LpBackend,
  ProgramBuilder,
  solveWholeProgram,
  type WholeAnswer,
  type WholeOptions,
} from "../solver/index.ts";

/** Which facilities to open; a customer's demand may be split among them. */
export interface FacilityProblem {
  readonly facilityCount: number;
  readonly customerCount: number;
  /** Most demand that an open facility serves. [facilityCount] */
  readonly capacityUnits: Float64Array;
  /** Cost of opening. [facilityCount] */
  readonly openingCost: Float64Array;
  /** [customerCount] */
  readonly demandUnits: Float64Array;
  /** Cost of serving all demand of a customer from a facility. [customerCount, facilityCount] */
  readonly serviceCost: Float64Array;
}

export interface FacilityPlan {
  readonly status: WholeAnswer["status"];
  readonly cost: number;
  /** 1 = open. [facilityCount] */
  readonly isOpen: Uint8Array;
  /** Share of a customer's demand by facility. [customerCount, facilityCount] */
  readonly servedShare: Float64Array;
  /** Cost of the linear relaxation with strong rows: proved, no plan is cheaper. */
  readonly provedBound: number;
  readonly provedGapShare: number;
  readonly claimedGapShare: number;
  /** Change of the cost per unit more capacity while the open facilities stay; at most 0. [facilityCount] */
  readonly capacityPrice: Float64Array;
}

export type FacilityResult = FacilityPlan | { readonly status: "infeasible" | "stopped" };

/**
 * The cheapest set of open facilities with what each serves. Cost: one whole program of facilities x customers columns
 * (50 x 50: about a second). Throws RangeError where arrays do not fit or hold what is not finite and >= 0.
 */
export async function locateFacilities(
  backend: LpBackend,
  problem: FacilityProblem,
  options: WholeOptions = {},
): Promise<FacilityResult> {
  checkProblem(problem);
  const { facilityCount, customerCount } = problem;
  const answer = await solveWholeProgram(backend, facilityProgram(problem), options);
  if (answer.status === "unbounded") throw new Error("locateFacilities: costs without end");
  if (answer.status === "infeasible" || answer.status === "stopped")
    return { status: answer.status };
  const price = answer.fixed?.rowDual;
  return {
    status: answer.status,
    cost: answer.objective,
    isOpen: Uint8Array.from(answer.x.subarray(0, facilityCount)),
    servedShare: answer.x.slice(facilityCount),
    provedBound: answer.provedBound,
    provedGapShare: answer.provedGapShare,
    claimedGapShare: answer.claimedGapShare,
    capacityPrice: Float64Array.from(
      { length: facilityCount },
      (_, f) => price?.[customerCount + f] ?? NaN,
    ),
  };
}

/**
 * min sum opening y + sum service s, sum over f of s_cf = 1, sum over c of demand_c s_cf - capacity_f y_f <= 0, and the
 * strong rows s_cf <= y_f, which follow from the rest for whole y and lift the relaxation (Krarup and Pruzan 1983).
 */
function facilityProgram(problem: FacilityProblem): LinearProgram {
  const { facilityCount, customerCount } = problem;
  const builder = new ProgramBuilder("minimise");
  for (let f = 0; f < facilityCount; f++) {
    builder.addColumn({ cost: problem.openingCost[f]!, upper: 1, isInteger: true });
  }
  for (let k = 0; k < customerCount * facilityCount; k++) {
    builder.addColumn({ cost: problem.serviceCost[k]!, upper: 1 });
  }
  const share = (c: number, f: number) => facilityCount + c * facilityCount + f;
  const facilities = Array.from({ length: facilityCount }, (_, f) => f);
  for (let c = 0; c < customerCount; c++) {
    builder.addRow(
      { lower: 1, upper: 1 },
      facilities.map((f) => [share(c, f), 1] as const),
    );
  }
  for (const f of facilities) {
    // More room on the right is more capacity, so that the row has the price of capacity.
    const row = builder.addRow({ upper: 0 });
    builder.addEntry(row, f, -problem.capacityUnits[f]!);
    for (let c = 0; c < customerCount; c++)
      builder.addEntry(row, share(c, f), problem.demandUnits[c]!);
  }
  for (let c = 0; c < customerCount; c++) {
    for (const f of facilities) {
      builder.addRow({ upper: 0 }, [
        [share(c, f), 1],
        [f, -1],
      ]);
    }
  }
  return builder.build();
}

function checkProblem(problem: FacilityProblem): void {
  const { facilityCount, customerCount } = problem;
  const lengths = {
    capacityUnits: facilityCount,
    openingCost: facilityCount,
    demandUnits: customerCount,
    serviceCost: facilityCount * customerCount,
  } as const;
  for (const [name, length] of Object.entries(lengths)) {
    const values = problem[name as keyof typeof lengths];
    if (values.length !== length) {
      throw new RangeError(
        `locateFacilities: ${name} must have length ${length}, got ${values.length}`,
      );
    }
    const at = values.findIndex((value) => !(value >= 0 && value < Infinity));
    if (at >= 0)
      throw new RangeError(
        `locateFacilities: ${name}[${at}] must be finite and >= 0, got ${values[at]}`,
      );
  }
}
