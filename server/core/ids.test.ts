import { describe, expect, it } from "vitest";
import { newRequestId, newToken } from "./ids.ts";

describe("ids", () => {
  it("gives URL-safe tokens of 256 bits, each another", () => {
    const tokens = Array.from({ length: 100 }, newToken);
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  });

  it("gives request ids that are UUIDs", () => {
    expect(newRequestId()).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
  });
});
