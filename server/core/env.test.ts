import { describe, expect, it } from "vitest";
import { parseEnvironment, requiredEnv } from "./env.ts";

describe("environment", () => {
  it("reads an empty environment with its defaults", () => {
    expect(parseEnvironment({})).toMatchObject({ NODE_ENV: "development", LOG_LEVEL: "info" });
  });

  it("takes an empty variable for an absent one", () => {
    expect(parseEnvironment({ DATABASE_APP_URL: "" }).DATABASE_APP_URL).toBeUndefined();
  });

  it("names every wrong variable and shows no value", () => {
    const wrong = { NEXTAUTH_SECRET: "hunter2", DATABASE_APP_URL: "mysql://secret@host" };
    expect(() => parseEnvironment(wrong)).toThrow(/DATABASE_APP_URL.*NEXTAUTH_SECRET/s);
    expect(() => parseEnvironment(wrong)).not.toThrow(/hunter2|mysql/);
  });

  it("refuses half of an OpenID Connect provider", () => {
    expect(() => parseEnvironment({ OIDC_CLIENT_ID: "whystock" })).toThrow(/all or none/);
    expect(() => parseEnvironment({ OIDC_ISSUER_URL: "https://id.example" })).toThrow(
      /all or none/,
    );
  });

  it("throws for a value that this process needs and lacks", () => {
    expect(() => requiredEnv("DATABASE_OWNER_URL", parseEnvironment({}))).toThrow(
      /DATABASE_OWNER_URL is not set/,
    );
    const url = "postgres://a:b@localhost/c";
    expect(requiredEnv("DATABASE_OWNER_URL", parseEnvironment({ DATABASE_OWNER_URL: url }))).toBe(
      url,
    );
  });
});
