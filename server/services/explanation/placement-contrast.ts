// The stored shape of a comparison of two buildings.
import { z } from "zod";
import type { PlacementContrast } from "@/lib/optimizer/placement/index.ts";

export const PlacementContrastFacts = z.strictObject({
  type: z.literal("placementContrast"),
  /** Codes of the two buildings. */
  fc: z.string(),
  other: z.string(),
  units: z.number().int(),
  /** Made and read by this build only; holds what carriers and buildings are paid. */
  contrast: z.custom<PlacementContrast>((value) => typeof value === "object" && value !== null),
});
export type PlacementContrastFacts = z.infer<typeof PlacementContrastFacts>;
