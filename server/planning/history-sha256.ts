// What a forecast or a training rests on, as one hash.
import type { DemandProblem } from "@/lib/optimizer/forecasting/index.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import { packedBytes } from "./pack.ts";
import { packageOf } from "./struct.ts";

/** Hash of an account's history and of what is known of the weeks ahead: everything that a forecaster may read. Cost O(bytes). */
export function historySha256({
  attributes,
  events,
  regions,
  offers,
  ...history
}: DemandProblem): string {
  const parts = [history, attributes, events, regions, offers].flatMap((part) =>
    part ? [packageOf(part)] : [],
  );
  return sha256Hex(Buffer.concat(parts.map(packedBytes)));
}
