import type { PolicyProblem } from "../core/policy-problem.ts";

/** How one measured share moves the efficiency: linear from `worst` (nothing) to `best` (its whole weight). */
export interface EfficiencyPart {
  /** Part of the efficiency's range this share decides; the four weights add up to 1,000,000. */
  readonly weightMillionths: number;
  /** At or beyond this value the part gives nothing. May lie above `best`: then less is better. */
  readonly worstMillionths: number;
  /** At or beyond this value the part gives its whole weight. */
  readonly bestMillionths: number;
  /** Taken where the share is unknown (a seller without history). */
  readonly assumedMillionths: number;
}

/** How far a seller's own word about the months ahead counts. */
export interface DeclaredPolicy {
  /** Extra volume is admitted up to this share of what the forecast needs (at least up to the least limit). */
  readonly capShareMillionths: number;
  /** Weight of an account without a record. */
  readonly firstWeightMillionths: number;
  /** A weight does not fall below this, so that it can recover. */
  readonly leastWeightMillionths: number;
  /** How fast a record moves: the rate of the exponential update. */
  readonly learningRateMillionths: number;
  /** How much space that was given for a declaration and not used counts against it. */
  readonly unusedWeightMillionths: number;
  /** Sales swing by about this share of the forecast anyway; a declaration that drowns in it moves the weight little. */
  readonly noiseShareMillionths: number;
}

/** How far limits may add up to more than the pool, found from how much of their limits sellers use. */
export interface OverbookingPolicy {
  /** Allowed chance that stock on hand exceeds the pool; 0 = always take `overbookingShareMillionths`. */
  readonly chanceMillionths: number;
  /** Deviation by which all sellers together may fill their limits more or less than now (share of the use). */
  readonly commonSpreadMillionths: number;
  /** Part of an account's present use of its limit that it keeps for a month; the rest it draws anew. */
  readonly persistenceMillionths: number;
  /** The most that limits may add up to, as share of the usable pool. */
  readonly mostShareMillionths: number;
}

/** The operator's rules for capacity limits; every figure is an integer in the unit of its name. */
export interface CapacityPolicy {
  /** Weeks of forecast demand a limit is meant to hold. */
  readonly coverWeeks: number;
  readonly efficiencyMinMillionths: number;
  readonly efficiencyMaxMillionths: number;
  readonly efficiency: {
    readonly sellThrough: EfficiencyPart;
    readonly excess: EfficiencyPart;
    readonly stranded: EfficiencyPart;
    readonly inStock: EfficiencyPart;
  };
  /** Least limit of a professional account per storage type. */
  readonly floorMm3: number;
  /** Fixed limit of an individual account per storage type. */
  readonly individualLimitMm3: number;
  /** Share of the last estimate that is kept, for 1, 2 and 3 months ahead. */
  readonly keepShareMillionths: readonly [number, number, number];
  /** Part of the pool that limits may promise, for 1, 2 and 3 months ahead: what estimates leave meets later surprises. */
  readonly promisedPoolShareMillionths: readonly [number, number, number];
  /** Largest change against the limit in force per month ahead. */
  readonly smoothingShareMillionths: number;
  /** Limits are announced in multiples of this volume. */
  readonly announceStepMm3: number;
  /** Limits may add up to this share of the usable pool where too little is known of how they are used. */
  readonly overbookingShareMillionths: number;
  readonly overbooking: OverbookingPolicy;
  readonly declared: DeclaredPolicy;
}

const CUBIC_FOOT_MM3 = 28_316_847;

export const defaultCapacityPolicy: CapacityPolicy = {
  coverWeeks: 26,
  efficiencyMinMillionths: 600_000,
  efficiencyMaxMillionths: 1_300_000,
  efficiency: {
    sellThrough: part(350_000, 500_000, 3_000_000, 1_500_000),
    excess: part(250_000, 400_000, 0, 150_000),
    stranded: part(100_000, 100_000, 0, 0),
    inStock: part(300_000, 600_000, 980_000, 850_000),
  },
  floorMm3: 25 * CUBIC_FOOT_MM3,
  individualLimitMm3: 15 * CUBIC_FOOT_MM3,
  keepShareMillionths: [1_000_000, 950_000, 900_000],
  promisedPoolShareMillionths: [1_000_000, 950_000, 900_000],
  smoothingShareMillionths: 250_000,
  announceStepMm3: CUBIC_FOOT_MM3,
  overbookingShareMillionths: 1_150_000,
  overbooking: {
    chanceMillionths: 20_000,
    commonSpreadMillionths: 120_000,
    persistenceMillionths: 500_000,
    mostShareMillionths: 3_000_000,
  },
  declared: {
    capShareMillionths: 500_000,
    firstWeightMillionths: 500_000,
    leastWeightMillionths: 50_000,
    learningRateMillionths: 1_000_000,
    unusedWeightMillionths: 500_000,
    noiseShareMillionths: 200_000,
  },
};

/**
 * A stored body as a whole policy. Versions from before declarations and computed overbooking lack those figures: they take the usual
 * ones for declarations, keep their fixed overbooking, and promise all of a pool.
 */
export const completeCapacityPolicy = (
  body: Omit<CapacityPolicy, "overbooking" | "declared" | "promisedPoolShareMillionths"> &
    Partial<CapacityPolicy>,
): CapacityPolicy => ({
  ...body,
  overbooking: body.overbooking ?? { ...defaultCapacityPolicy.overbooking, chanceMillionths: 0 },
  declared: body.declared ?? defaultCapacityPolicy.declared,
  promisedPoolShareMillionths: body.promisedPoolShareMillionths ?? WHOLE_POOL,
});

const WHOLE_POOL = [1_000_000, 1_000_000, 1_000_000] as const;

function part(
  weightMillionths: number,
  worstMillionths: number,
  bestMillionths: number,
  assumedMillionths: number,
): EfficiencyPart {
  return { weightMillionths, worstMillionths, bestMillionths, assumedMillionths };
}

const NESTED_RANGES: readonly (readonly [string, number, number])[] = [
  ["overbooking.chanceMillionths", 0, 500_000],
  ["overbooking.commonSpreadMillionths", 0, 300_000],
  ["overbooking.persistenceMillionths", 0, 1_000_000],
  ["overbooking.mostShareMillionths", 1, 10_000_000],
  ["declared.capShareMillionths", 0, 2_000_000],
  ["declared.firstWeightMillionths", 0, 1_000_000],
  ["declared.leastWeightMillionths", 0, 1_000_000],
  ["declared.learningRateMillionths", 0, 5_000_000],
  ["declared.unusedWeightMillionths", 0, 5_000_000],
  ["declared.noiseShareMillionths", 0, 1_000_000],
];

/** Everything wrong with a policy, in field order; an empty list means that limits can be planned with it. */
export function validateCapacityPolicy(policy: CapacityPolicy): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const range = (field: string, got: number, min: number, max: number) => {
    if (Number.isSafeInteger(got) && got >= min && got <= max) return;
    problems.push({ field, expected: `an integer in ${min}..${max}`, got });
  };
  range("coverWeeks", policy.coverWeeks, 1, 104);
  range("efficiencyMinMillionths", policy.efficiencyMinMillionths, 0, 1_000_000);
  range(
    "efficiencyMaxMillionths",
    policy.efficiencyMaxMillionths,
    policy.efficiencyMinMillionths,
    3_000_000,
  );
  let weightSum = 0;
  for (const [name, each] of Object.entries(policy.efficiency)) {
    weightSum += each.weightMillionths;
    range(`efficiency.${name}.weightMillionths`, each.weightMillionths, 0, 1_000_000);
    range(`efficiency.${name}.worstMillionths`, each.worstMillionths, 0, 100_000_000);
    range(`efficiency.${name}.bestMillionths`, each.bestMillionths, 0, 100_000_000);
    range(`efficiency.${name}.assumedMillionths`, each.assumedMillionths, 0, 100_000_000);
    if (each.worstMillionths === each.bestMillionths) {
      const expected = "a value other than worstMillionths: a jump is not allowed";
      problems.push({
        field: `efficiency.${name}.bestMillionths`,
        expected,
        got: each.bestMillionths,
      });
    }
  }
  range("efficiency (sum of weights)", weightSum, 1_000_000, 1_000_000);
  const mostMm3 = 1e14;
  range("floorMm3", policy.floorMm3, 0, mostMm3);
  range("individualLimitMm3", policy.individualLimitMm3, 0, mostMm3);
  policy.keepShareMillionths.forEach((share, index) => {
    range(`keepShareMillionths[${index}]`, share, 0, 1_000_000);
  });
  policy.promisedPoolShareMillionths.forEach((share, index) => {
    range(`promisedPoolShareMillionths[${index}]`, share, 1, 1_000_000);
  });
  range("smoothingShareMillionths", policy.smoothingShareMillionths, 0, 1_000_000);
  range("announceStepMm3", policy.announceStepMm3, 1, 1e12);
  range("overbookingShareMillionths", policy.overbookingShareMillionths, 1, 3_000_000);
  for (const [name, min, max] of NESTED_RANGES) {
    const [group, figure] = name.split(".") as ["declared", keyof DeclaredPolicy];
    range(name, policy[group][figure], min, max);
  }
  return problems;
}
