import { describe, expect, it } from "vitest";
import { homePath } from "./home-path.ts";

const account = { slug: "birch-us" } as Parameters<typeof homePath>[0]["accounts"][number];

describe("where work starts", () => {
  it("is the first account's overview for a seller", () => {
    expect(homePath({ role: "seller", accounts: [account] })).toBe("/s/birch-us/overview");
  });

  it("is nowhere for a seller without an account", () => {
    expect(homePath({ role: "seller", accounts: [] })).toBeNull();
  });

  it("is the desk for staff", () => {
    expect(homePath({ role: "support", accounts: [] })).toBe("/support/queue");
    expect(homePath({ role: "policy_admin", accounts: [] })).toBe("/policy/policies");
  });
});
