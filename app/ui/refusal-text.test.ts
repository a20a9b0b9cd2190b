import { describe, expect, it } from "vitest";
import { refusalText } from "./refusal-text.ts";

const words = { case_closed: "This case is closed." };

describe("refusalText", () => {
  it("says the sentence of the rule that was broken", () => {
    const error = {
      data: { code: "PRECONDITION_FAILED", domain: { data: { rule: "case_closed" } } },
    };
    expect(refusalText(error, words)).toBe("This case is closed.");
  });

  it("falls back to the meaning of the code for a rule without words", () => {
    const error = { data: { code: "CONFLICT", domain: { data: { rule: "other" } } } };
    expect(refusalText(error, words)).toMatch(/^Somebody changed this/);
  });

  it("repeats what a field was refused for", () => {
    const error = { data: { domain: null, fieldErrors: [{ message: "say why" }] } };
    expect(refusalText(error, words)).toBe("This cannot be saved: say why.");
  });

  it("never shows an internal message", () => {
    const error = Object.assign(new Error("relation does not exist"), { data: null });
    expect(refusalText(error, words)).not.toMatch(/relation/);
  });

  it("is undefined while nothing failed", () => {
    expect(refusalText(null, words)).toBeUndefined();
  });
});
