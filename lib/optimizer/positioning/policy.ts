import { ECHELON_MODELS, type EchelonModel } from "../echelon/index.ts";

/** The operator's rules for stock per centre; figures are integers in the unit of their name. */
export interface PositioningPolicy {
  /** Index into ECHELON_MODELS: 0 guaranteed service, 1 stochastic service, 2 simulation. */
  readonly stockModel: number;
  /** Share of demand risk that a guaranteed service covers. */
  readonly guaranteedServiceMillionths: number;
  /** Share of demand risk that is covered for orders with fast delivery. */
  readonly fastServiceMillionths: number;
  /** An order is fast that reaches its customer within so many days. */
  readonly fastDays: number;
  /** A product lies at a centre where at least so many units are expected to be asked for until supplies come. */
  readonly leastCentreUnits: number;
}

export const defaultPositioningPolicy: PositioningPolicy = {
  stockModel: 1,
  guaranteedServiceMillionths: 950_000,
  fastServiceMillionths: 970_000,
  fastDays: 2,
  leastCentreUnits: 4,
};

/** Least and most of each figure. */
export const positioningBounds: Readonly<
  Record<keyof PositioningPolicy, readonly [number, number]>
> = {
  stockModel: [0, ECHELON_MODELS.length - 1],
  guaranteedServiceMillionths: [500_000, 999_000],
  fastServiceMillionths: [500_000, 999_000],
  fastDays: [0, 10],
  leastCentreUnits: [0, 10_000],
};

export const modelOf = ({ stockModel }: PositioningPolicy): EchelonModel =>
  ECHELON_MODELS[stockModel] ?? "stochasticService";
