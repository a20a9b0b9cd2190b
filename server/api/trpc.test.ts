import { Writable } from "node:stream";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Principal } from "@/server/auth/index.ts";
import { manualClock } from "@/server/core/clock.ts";
import { DomainError } from "@/server/core/errors.ts";
import { createLogger } from "@/server/core/logger.ts";
import type { ApiContext } from "./context.ts";
import { publicProcedure, router, sellerProcedure, signedInProcedure } from "./trpc.ts";

const SECRET_DETAIL = "password of the database is hunter2";
const everyone = { roles: ["seller", "support", "policy_admin"] } as const;

const testRouter = router({
  test: {
    fails: publicProcedure.meta({ roles: ["anyone"] }).query(() => {
      throw new Error(SECRET_DETAIL);
    }),
    refuses: publicProcedure.meta({ roles: ["anyone"] }).query(() => {
      throw new DomainError("conflict", { field: "email" }, SECRET_DETAIL);
    }),
    takes: publicProcedure
      .meta({ roles: ["anyone"] })
      .input(z.strictObject({ units: z.int().min(1) }))
      .query(({ input }) => input.units),
    gives: publicProcedure
      .meta({ roles: ["anyone"] })
      .output(z.strictObject({ units: z.int() }))
      .query(() => ({ units: 1, [SECRET_DETAIL]: 1 })),
    changes: publicProcedure.meta({ roles: ["anyone"] }).mutation(() => "changed"),
    noRoles: signedInProcedure.query(() => "open"),
    own: sellerProcedure.meta(everyone).query(({ ctx }) => ctx.scope.accountId),
    counts: publicProcedure.meta({ roles: ["anyone"] }).subscription(async function* () {
      for (const share of [0.5, 1]) yield { share };
    }),
  },
});

const account = (slug: string, sellerId: number) =>
  ({ slug, sellerId, accountId: sellerId * 10 }) as Principal["accounts"][number];
const seller: Principal = {
  userId: 7,
  email: "mia@mill.example",
  name: "Mia",
  role: "seller",
  accounts: [account("mill-us", 1), account("mill-ca", 1)],
  session: { kind: "session", keySha256: "x" },
};

interface Asked {
  readonly principal?: Principal;
  readonly isSameOrigin?: boolean;
  readonly input?: unknown;
  readonly method?: "GET" | "POST";
}

/** Calls a procedure over HTTP and returns what a client and what the log would see. */
async function ask(path: string, asked: Asked = {}) {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const ctx: ApiContext = {
    db: undefined as never,
    clock: manualClock("2026-11-23T12:00:00Z"),
    logger: createLogger({ name: "test", level: "info", stream }),
    requestId: "request-1",
    principal: asked.principal ?? null,
    isSameOrigin: asked.isSameOrigin ?? true,
    forgetSession: () => undefined,
  };
  const { method = "GET", input } = asked;
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const request = new Request(
    `http://127.0.0.1/api/trpc/test.${path}${method === "GET" ? query : ""}`,
    {
      method,
      ...(method === "POST"
        ? { body: JSON.stringify(input ?? {}), headers: { "content-type": "application/json" } }
        : {}),
    },
  );
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: testRouter,
    createContext: () => ctx,
  });
  return { status: response.status, text: await response.text(), lines };
}

describe("an error", () => {
  it("of ours reaches the client as a request id and the log as it is", async () => {
    const { status, text, lines } = await ask("fails");
    expect(status).toBe(500);
    expect(text).not.toContain(SECRET_DETAIL);
    expect(text).not.toContain("stack");
    expect(JSON.parse(text)).toMatchObject({
      error: {
        message: "internal error, request request-1",
        data: { requestId: "request-1", domain: null },
      },
    });
    expect(JSON.stringify(lines)).toContain(SECRET_DETAIL);
  });

  it("of the domain keeps its code and data, and its message stays in the log", async () => {
    const { status, text } = await ask("refuses");
    expect(status).toBe(409);
    expect(text).not.toContain(SECRET_DETAIL);
    expect(JSON.parse(text)).toMatchObject({
      error: { data: { code: "CONFLICT", domain: { code: "conflict", data: { field: "email" } } } },
    });
  });

  it("of the input names the field", async () => {
    const { status, text } = await ask("takes", { input: { units: 0 } });
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({
      error: { message: "invalid", data: { fieldErrors: [{ path: "units" }] } },
    });
    expect((await ask("takes", { input: { units: 1, more: 1 } })).status).toBe(400);
  });

  it("of an output that its schema does not know is ours, and the output does not go out", async () => {
    const { status, text } = await ask("gives");
    expect(status).toBe(500);
    expect(text).not.toContain(SECRET_DETAIL);
  });
});

describe("a call", () => {
  it("leaves one line in the log, with its id, its path and its outcome", async () => {
    const { lines } = await ask("takes", { input: { units: 2 }, principal: seller });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      path: "test.takes",
      type: "query",
      requestId: "request-1",
      userId: 7,
      durationMs: 0,
      msg: "call",
    });
    expect(JSON.stringify(lines)).not.toContain("mia@");
  });

  it("that changes something must come from one of our pages, and is no GET", async () => {
    expect((await ask("changes", { method: "POST" })).status).toBe(200);
    expect((await ask("changes", { method: "POST", isSameOrigin: false })).status).toBe(403);
    expect((await ask("changes")).status).toBe(405);
    expect((await ask("takes", { input: { units: 1 }, isSameOrigin: false })).status).toBe(200);
  });

  it("of a procedure that names no roles is refused to everybody", async () => {
    expect((await ask("noRoles", { principal: seller })).status).toBe(403);
    expect((await ask("noRoles")).status).toBe(401);
  });

  it("runs in the account it names, if it is the seller's own", async () => {
    const own = async (slug: unknown) =>
      ask("own", { principal: seller, input: { account: slug } });
    expect(JSON.parse((await own("mill-ca")).text)).toMatchObject({ result: { data: 10 } });
    const [foreign, missing] = [await own("rival-us"), await own("no-such")];
    expect(foreign.status).toBe(404);
    expect(foreign.text).toBe(missing.text);
    expect((await own("../mill")).status).toBe(400);
    expect((await own(undefined)).status).toBe(400);
  });

  it("of a subscription streams its events one by one", async () => {
    const { status, text } = await ask("counts");
    expect(status).toBe(200);
    expect(text).toContain('data: {"share":0.5}');
    expect(text).toContain('data: {"share":1}');
  });
});
