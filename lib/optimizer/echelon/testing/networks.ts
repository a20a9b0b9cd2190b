import { certain } from "../law.ts";
import type { EchelonNetwork, Stage, StageDemand } from "../network.ts";

/** Small networks for tests. */
export const demandOf = (
  law: StageDemand["law"],
  meanUnits: number,
  deviationUnits: number,
  penaltyCost: number,
  safetyFactor = 1,
): StageDemand => ({
  law,
  meanUnits,
  deviationUnits,
  classes: [{ share: 1, penaltyCost }],
  safetyFactor,
});

export const stageOf = (name: string, holdingCost: number, more: Partial<Stage> = {}): Stage => ({
  name,
  holdingCost,
  leadTime: certain(1),
  capacity: null,
  demand: null,
  promisedPeriods: null,
  inboundPeriods: 0,
  ...more,
});

/** Stages in a line, supplier first. */
export const lineOf = (stages: readonly Stage[], reviewPeriods: 0 | 1): EchelonNetwork => ({
  stages,
  arcs: stages.slice(1).map((_, j) => ({ from: j, to: j + 1, units: 1 })),
  reviewPeriods,
});

/** One stage that supplies the others. */
export const fanOf = (stages: readonly Stage[], reviewPeriods: 0 | 1): EchelonNetwork => ({
  stages,
  arcs: stages.slice(1).map((_, j) => ({ from: 0, to: j + 1, units: 1 })),
  reviewPeriods,
});
