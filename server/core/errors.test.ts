import { describe, expect, it } from "vitest";
import { DomainError, isDomainError } from "./errors.ts";

describe("DomainError", () => {
  it("carries a code and data for the client, and a message for the log", () => {
    const error = new DomainError(
      "precondition_failed",
      { policyVersionId: 4 },
      "draft 4 has changed since it was simulated",
    );
    expect(error).toMatchObject({ code: "precondition_failed", data: { policyVersionId: 4 } });
    expect(error.message).toContain("has changed");
    expect(isDomainError(error)).toBe(true);
    expect(isDomainError(new Error("not_found"))).toBe(false);
  });
});
