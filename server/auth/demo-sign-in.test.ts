import { describe, expect, it } from "vitest";
import { demoSignIns } from "./demo-sign-in.ts";

describe("the demo world's people", () => {
  it("are none where no demo world was loaded", () => {
    expect(demoSignIns(undefined)).toEqual([]);
  });

  it("are those that the start wrote, without anything else about them", () => {
    const written = [{ role: "seller", email: "a@demo.example", password: "p", name: "A" }];
    expect(demoSignIns(JSON.stringify(written))).toEqual([
      { role: "seller", email: "a@demo.example", password: "p" },
    ]);
  });

  it("are refused when they are not what the start writes", () => {
    expect(() => demoSignIns("[{}]")).toThrow();
    expect(() => demoSignIns("yes")).toThrow();
  });
});
