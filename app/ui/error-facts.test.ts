import { describe, expect, it } from "vitest";
import { errorFacts } from "./error-facts.ts";

describe("what a reader may know of an error", () => {
  it("is the refusal in words and no offer to ask again", () => {
    const facts = errorFacts({ message: "forbidden", data: { code: "FORBIDDEN" } });
    expect(facts.message).toBe("You may not see this.");
    expect(facts.isWorthRetrying).toBe(false);
  });

  it("is the rule in words where a page may meet it anywhere", () => {
    const domain = { code: "precondition_failed", data: { rule: "other_rules", runId: 7 } };
    const facts = errorFacts({ data: { code: "PRECONDITION_FAILED", domain } });
    expect(facts.message).toContain("An earlier version of the rules made this plan");
    expect(facts.isWorthRetrying).toBe(false);
  });

  it("is said in the reader's language, the same refusals in each", () => {
    const refused = { data: { code: "FORBIDDEN" } };
    expect(errorFacts(refused, "de").message).toBe("Das dürfen Sie nicht sehen.");
    expect(errorFacts(refused, "ja").isWorthRetrying).toBe(false);
  });

  it("is the request id of a failure of ours, and never its message", () => {
    const facts = errorFacts({
      message: "relation does not exist",
      data: { code: "INTERNAL_SERVER_ERROR", requestId: "req-12345678" },
    });
    expect(facts).toEqual({ message: undefined, requestId: "req-12345678", isWorthRetrying: true });
  });

  it("is the digest of an error of a server component", () => {
    const error = Object.assign(new Error("hidden"), { digest: "3141592" });
    expect(errorFacts(error).requestId).toBe("3141592");
  });

  it("is nothing for what is no error at all", () => {
    for (const thrown of [null, undefined, "text", 7])
      expect(errorFacts(thrown)).toEqual({
        message: undefined,
        requestId: undefined,
        isWorthRetrying: true,
      });
  });
});
