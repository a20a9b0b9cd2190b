// The values of a stored chunk by the rules of this build, nothing checked.
import { type Columns, evaluate } from "@/lib/optimizer/decision/index.ts";
import { decodeStored } from "../trace-chunk.ts";

/** All nodes of what `decodeStored` reads. */
export function decodeRow(...[definition, ...of]: Parameters<typeof decodeStored>): Columns {
  const { tier, columns } = decodeStored(definition, ...of);
  return tier === "values" ? columns : evaluate(definition, columns);
}
