/** The operator's rules for placement; figures are integers in the unit of their name. */
export interface PlacementPolicy {
  /** Demand scenarios drawn per product; 0 = units are placed for the expected demand alone. */
  readonly placementScenarioCount: number;
}

export const defaultPlacementPolicy: PlacementPolicy = { placementScenarioCount: 256 };

/** Least and most of each figure. */
export const placementBounds: Readonly<Record<keyof PlacementPolicy, readonly [number, number]>> = {
  placementScenarioCount: [0, 1024],
};
