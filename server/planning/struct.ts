// Structs of numbers and typed arrays as packages: the arrays go binary, everything else as JSON.
import type { JsonValue } from "@/server/core/hash.ts";
import type { Package, PackedArray } from "./pack.ts";

const isArray = (value: unknown): value is PackedArray =>
  value instanceof Float64Array ||
  value instanceof Float32Array ||
  value instanceof Int32Array ||
  value instanceof Uint8Array;

/** Packs a flat struct whose values are typed arrays or JSON. */
export function packageOf(struct: object): Package {
  const data: Record<string, JsonValue> = {};
  const arrays: Record<string, PackedArray> = {};
  for (const [name, value] of Object.entries(struct)) {
    if (isArray(value)) arrays[name] = value;
    else data[name] = value as JsonValue;
  }
  return { data, arrays };
}

/** Inverse of `packageOf`; the caller names the struct it packed. */
export const structOf = <Struct extends object>({ data, arrays }: Package): Struct =>
  ({ ...(data as object), ...arrays }) as Struct;
