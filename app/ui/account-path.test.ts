import { describe, expect, it } from "vitest";
import { sameSection } from "./account-path.ts";

describe("switching the account", () => {
  it("stays in the section and drops what belongs to one account", () => {
    expect(sameSection("/s/birch-us/limits", "birch-ca")).toBe("/s/birch-ca/limits");
    expect(sameSection("/s/birch-us/cases/17", "birch-ca")).toBe("/s/birch-ca/cases");
  });

  it("goes to the overview from an explanation, which no other account has", () => {
    expect(sameSection("/s/birch-us/why/0b5e", "birch-ca")).toBe("/s/birch-ca/overview");
    expect(sameSection("/s/birch-us", "birch-ca")).toBe("/s/birch-ca/overview");
  });
});
