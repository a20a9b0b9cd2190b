import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, type JsonValue, jsonSha256Hex, sha256Bytes, sha256Hex } from "./hash.ts";

describe("hash", () => {
  it("agrees with FIPS 180-4's example for abc", () => {
    const expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(sha256Hex("abc")).toBe(expected);
    expect(Buffer.from(sha256Bytes("abc")).toString("hex")).toBe(expected);
  });

  it("writes the same bytes whatever the order of keys", () => {
    expect(canonicalJson({ b: 1, a: [{ d: null, c: "x" }] })).toBe(
      '{"a":[{"c":"x","d":null}],"b":1}',
    );
    expect(jsonSha256Hex({ a: 1, b: 2 })).toBe(jsonSha256Hex({ b: 2, a: 1 }));
  });

  it("leaves undefined keys out and takes -0 for 0", () => {
    expect(canonicalJson({ a: undefined, b: -0 })).toBe('{"b":0}');
  });

  it("refuses numbers that JSON cannot hold", () => {
    expect(() => canonicalJson([Number.NaN])).toThrow(RangeError);
    expect(() => canonicalJson({ a: Number.POSITIVE_INFINITY })).toThrow(RangeError);
  });

  it("is valid JSON of the same value, and a fixed point", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as JsonValue);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text);
      }),
    );
  });
});
