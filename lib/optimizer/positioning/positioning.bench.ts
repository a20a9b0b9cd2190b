import { stream } from "../core/prng.ts";
import {
  type CentreNetwork,
  defaultPositioningPolicy,
  type PositioningFacts,
  planPositioning,
} from "./index.ts";

const SKUS = 4000;
const CENTRES = 12;
const REGIONS = 55;

interface State {
  readonly facts: PositioningFacts;
  readonly network: CentreNetwork;
}

function state(): State {
  const random = stream(1, "positioning");
  const column = (least: number, most: number) =>
    Float64Array.from({ length: SKUS }, () =>
      Math.round(least + (most - least) * random.uniform()),
    );
  const lanes = <T extends Int32Array | Float64Array>(values: T): T => {
    for (let k = 0; k < values.length; k++) values[k] = 1 + random.integer(5);
    return values;
  };
  const mean_w4 = column(1_000, 200_000);
  return {
    facts: {
      skuCount: SKUS,
      mean_w4,
      deviation_w4: mean_w4.map((mean) => Math.sqrt(3000 * mean)),
      regionShare: new Float32Array(SKUS * REGIONS).fill(1 / REGIONS),
      leadTimeDays: column(14, 60),
      leadTimeSafetyDays: column(0, 14),
      sendingDays: column(7, 14),
      criticalRatioMillionths: column(800_000, 980_000),
      isDiscontinued: new Float64Array(SKUS),
      fcStart: new Int32Array(SKUS + 1),
      fcIndex: new Int32Array(0),
      fcOnHandUnits: new Int32Array(0),
      fcOpenUnits: new Int32Array(0),
    },
    network: {
      fcCount: CENTRES,
      regionCount: REGIONS,
      transitDays: lanes(new Int32Array(CENTRES * REGIONS)),
      laneMicrosPerUnit: lanes(new Float64Array(CENTRES * REGIONS)),
      inboundUnitsPerDay: new Float64Array(CENTRES).fill(5_000),
    },
  };
}

const run =
  (stockModel: number) =>
  ({ facts, network }: State): unknown =>
    planPositioning(facts, network, { ...defaultPositioningPolicy, stockModel }, 1);

export const benches = [
  {
    name: "stock per centre, stochastic service, 12 FCs",
    setup: state,
    run: run(1),
    operations: SKUS,
  },
  { name: "stock per centre, simulation, 12 FCs", setup: state, run: run(2), operations: SKUS },
];
