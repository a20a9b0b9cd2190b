// SHA-256 and the one text form of a JSON value that is hashed: equal values have equal bytes.
import { hash } from "node:crypto";

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

// Text into a pooled buffer: a buffer of its own for each hash costs three times as much as the hash.
export const sha256Bytes = (data: string | Uint8Array): Uint8Array =>
  Buffer.from(hash("sha256", data, "binary"), "latin1");

/** 64 hex digits. Text is hashed as UTF-8. */
export const sha256Hex = (data: string | Uint8Array): string => hash("sha256", data, "hex");

/** JSON with sorted keys and no spaces; a key whose value is undefined is left out. Throws RangeError on NaN and infinities, which JSON lacks. */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === "number") {
    if (!Number.isFinite(value))
      throw new RangeError(`canonicalJson: expected a finite number, got ${value}`);
    return JSON.stringify(value);
  }
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value))
    return `[${value.map((item: JsonValue) => canonicalJson(item)).join(",")}]`;
  const entries = Object.entries(value).filter(
    (entry): entry is [string, JsonValue] => entry[1] !== undefined,
  );
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
}

/** SHA-256 of a value's canonical JSON, in hex. */
export const jsonSha256Hex = (value: JsonValue): string => sha256Hex(canonicalJson(value));
