import { simulatedShop } from "../simulated.ts";
import type { DemandModel } from "./model.ts";
import { type TrainingOptions, trainDemandModel } from "./train.ts";

/** Few rows and trees: enough for tests of what must always hold. */
export const SMALL_TRAINING: TrainingOptions = {
  seed: 1,
  rowCount: 1500,
  bagCount: 1,
  treeCount: 15,
};

/** A model of two simulated accounts that speaks of SKUs however steady. */
export const smallModel = (): DemandModel => ({
  ...trainDemandModel(
    [simulatedShop(1, 30, 80, 0.3, 0.3).problem, simulatedShop(2, 30, 90, 0.3, 0.3).problem],
    SMALL_TRAINING,
  ),
  spreadFrom: 0,
});
