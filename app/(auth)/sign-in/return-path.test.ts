import { describe, expect, it } from "vitest";
import { returnPath } from "./return-path.ts";

describe("the page to come back to after signing in", () => {
  it("is a page of ours with its filters", () => {
    expect(returnPath("/s/birch-us/limits?type=standard#june")).toBe(
      "/s/birch-us/limits?type=standard#june",
    );
  });

  it("is never another site, however its address is written", () => {
    for (const text of [
      "https://evil.example/",
      "//evil.example/x",
      "/\\evil.example",
      "javascript:alert(1)",
      "evil",
      "",
      "http://[",
    ])
      expect(returnPath(text)).toBe("/");
  });

  it("is not the sign-in page itself", () => {
    expect(returnPath("/sign-in?callbackUrl=/sign-in")).toBe("/");
  });
});
