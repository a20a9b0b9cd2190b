// Who may call what, and what they get to see: every procedure of the router, in every role, on own rows, on a rival's, and on a rival's
// rows under one's own account. Run with both walls, with the first one off (the database must hold), and with the second one off.
import { type AnyRouter, isTrackedEnvelope, TRPCError } from "@trpc/server";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { type Connection, connect } from "@/db/client.ts";
import { type SellerWorld, type TenantWorld, traceOf } from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { systemClock } from "@/server/core/clock.ts";
import { isDomainError } from "@/server/core/errors.ts";
import { createLogger } from "@/server/core/logger.ts";
import { type JobSender, openJobSender } from "@/server/repositories/job-queue.ts";
import type { RequestContext } from "@/server/services/context.ts";
import { type Principal, readPrincipal } from "@/server/services/identity/session.ts";
import { createDecidedWorld } from "./authorization/decided-world.ts";
import { FIXTURES, inputNames } from "./authorization/fixtures.ts";
import { minimalInput } from "./authorization/minimal-input.ts";
import { appRouter, createCaller } from "./root.ts";
import type { ProcedureMeta } from "./trpc.ts";

const walls = vi.hoisted(() => ({ isFirstWallUp: true }));
vi.mock("@/server/repositories/scope.ts", async (importOriginal) => {
  const original = await importOriginal<typeof import("@/server/repositories/scope.ts")>();
  return {
    ...original,
    ownedBy: (...args: Parameters<typeof original.ownedBy>) =>
      walls.isFirstWallUp ? original.ownedBy(...args) : sql`true`,
  };
});

/** Where server/repositories/job-queue.ts keeps the process's one sender: here, one per database. */
const jobs = globalThis as typeof globalThis & { whystockJobSender?: Promise<JobSender> };

interface ProcedureDefinition {
  readonly type: "query" | "mutation" | "subscription";
  readonly meta?: ProcedureMeta;
  readonly inputs: readonly z.ZodType[];
}
const { procedures: routed } = (appRouter as unknown as AnyRouter)._def;
const procedures = Object.entries(routed)
  .map(([path, procedure]) => [path, (procedure as { _def: ProcedureDefinition })._def] as const)
  // Signing out last: what it ends is not needed after it.
  .sort(
    ([a], [b]) =>
      Number(a.startsWith("session.")) - Number(b.startsWith("session.")) || a.localeCompare(b),
  );

const takesAccount = ({ inputs }: ProcedureDefinition, path: string, world: TenantWorld): boolean =>
  JSON.stringify(
    inputOf(path, { inputs } as ProcedureDefinition, world, world.own, world.own) ?? null,
  ).includes(world.own.slug);

function inputOf(
  path: string,
  { inputs }: ProcedureDefinition,
  world: TenantWorld,
  account: SellerWorld,
  rows: SellerWorld,
): unknown {
  const make = FIXTURES[path]?.input;
  if (make !== undefined) return make(world, account, rows);
  try {
    return minimalInput(inputs, inputNames(world, account, rows));
  } catch (error) {
    throw new Error(
      `${path} needs a line in server/api/authorization/fixtures.ts: ${(error as Error).message}`,
    );
  }
}

interface Outcome {
  /** "ok", or the code of the refusal, with the rule behind it where it names one. */
  readonly code: string;
  /** All that reaches the caller. */
  readonly seen: unknown;
}

const silent = createLogger({ name: "test", level: "silent" });
const requestOf = ({ db }: Connection): RequestContext => ({
  db,
  clock: systemClock,
  logger: silent,
  requestId: "test-request",
});

const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

/** The first event of a stream, which is then closed; any other answer as it is. */
async function firstOf(answer: unknown): Promise<unknown> {
  if (!isStream(answer)) return answer;
  for await (const event of answer) return isTrackedEnvelope(event) ? event[1] : event;
  return null;
}

async function call(
  connection: Connection,
  principal: Principal | null,
  path: string,
  input: unknown,
): Promise<Outcome> {
  const caller = createCaller({
    ...requestOf(connection),
    principal,
    isSameOrigin: true,
    forgetSession: () => undefined,
  });
  const [noun = "", verb = ""] = path.split(".");
  const procedure = (
    caller as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  )[noun]?.[verb];
  if (procedure === undefined) throw new Error(`${path} is not noun.verb`);
  try {
    return { code: "ok", seen: await firstOf(await procedure(input)) };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    const { code, message, cause } = error;
    if (code === "INTERNAL_SERVER_ERROR")
      return { code: `${code}: ${cause?.message.replaceAll(/\s+/g, " ")}`, seen: message };
    const data = isDomainError(cause) ? cause.data : null;
    if (typeof data?.rule === "string")
      return { code: `${code}:${data.rule}`, seen: { code, message, data } };
    return { code, seen: { code, message, data } };
  }
}

/** A principal as a bug might make it: the own seller with a rival's account. */
const withRivalAccount = (principal: Principal, { rival }: TenantWorld): Principal => ({
  ...principal,
  accounts: principal.accounts.map((account) => ({ ...account, accountId: rival.accountId })),
});

const CONFIGURATIONS = [
  { title: "with both walls", isFirstWallUp: true, url: "appUrl" },
  {
    title: "without the filter of the repositories: the database holds",
    isFirstWallUp: false,
    url: "appUrl",
  },
  {
    title: "without row-level security: the repositories hold",
    isFirstWallUp: true,
    url: "adminUrl",
  },
] as const;

describe("the router", () => {
  it("has procedures, each with the roles that may call it, an input and an output schema", () => {
    expect(procedures.length).toBeGreaterThan(3);
    const without = procedures
      .filter(([, { meta }]) => (meta?.roles.length ?? 0) === 0)
      .map(([path]) => path);
    expect(without).toEqual([]);
  });

  it("has no fixture for a procedure that is gone", () => {
    const paths = procedures.map(([path]) => path);
    expect(Object.keys(FIXTURES).filter((path) => !paths.includes(path))).toEqual([]);
  });
});

describe.each(CONFIGURATIONS)("$title", ({ isFirstWallUp, url }) => {
  let database: TestDatabase;
  let connection: Connection;
  let superuser: Connection;
  let world: TenantWorld;
  let principals: Record<"seller" | "support" | "policy_admin", Principal>;

  beforeAll(async () => {
    database = await createTestDatabase();
    superuser = connect(database.adminUrl, { max: 1 });
    world = await createDecidedWorld(superuser);
    connection = connect(database[url], { max: 2 });
    const principalOf = async (key: string): Promise<Principal> => {
      const principal = await readPrincipal(requestOf(connection), key);
      if (principal === null) throw new Error("the world's people cannot sign in");
      return principal;
    };
    principals = {
      seller: await principalOf(world.own.sessionKey),
      support: await principalOf(world.support.sessionKey),
      policy_admin: await principalOf(world.policyAdmin.sessionKey),
    };
    jobs.whystockJobSender = openJobSender(database.appUrl, () => undefined);
    await jobs.whystockJobSender;
    walls.isFirstWallUp = isFirstWallUp;
  });
  afterAll(async () => {
    walls.isFirstWallUp = true;
    await (await jobs.whystockJobSender)?.close();
    await Promise.all([connection.close(), superuser.close()]);
    await database.drop();
  });

  const permitted = (path: string, outcome: Outcome) =>
    expect(
      ["ok", ...(FIXTURES[path]?.mayAnswer ?? [])],
      `${path}: ${outcome.code} ${JSON.stringify(outcome.seen)}`,
    ).toContain(outcome.code);

  describe.each(procedures)("%s", (path, procedure) => {
    const roles = procedure.meta?.roles ?? [];
    const input = (account: SellerWorld, rows: SellerWorld) =>
      inputOf(path, procedure, world, account, rows);

    it("answers nobody who is not signed in", async () => {
      const outcome = await call(connection, null, path, input(world.own, world.own));
      if (roles.includes("anyone")) permitted(path, outcome);
      else expect(outcome.code).toBe("UNAUTHORIZED");
      expect(traceOf(world.own, outcome.seen) ?? traceOf(world.rival, outcome.seen)).toBeNull();
    });

    it.each(["seller", "support", "policy_admin"] as const)(
      "answers %s as its meta says",
      async (role) => {
        const outcome = await call(connection, principals[role], path, input(world.own, world.own));
        if (roles.includes(role) || roles.includes("anyone")) permitted(path, outcome);
        else
          expect([outcome.code, outcome.seen]).toEqual([
            "FORBIDDEN",
            { code: "FORBIDDEN", message: "forbidden", data: { reason: "role" } },
          ]);
      },
    );

    it("shows a seller nothing of a rival's: by the rival's account, by the rival's rows, or by own ones", async () => {
      const own = await call(connection, principals.seller, path, input(world.own, world.own));
      expect(traceOf(world.rival, own.seen)).toBeNull();
      const mixed = await call(connection, principals.seller, path, input(world.own, world.rival));
      expect(traceOf(world.rival, mixed.seen, input(world.own, world.rival))).toBeNull();
      expect(mixed.code).not.toMatch(/INTERNAL/);
      const other = await call(
        connection,
        principals.seller,
        path,
        input(world.rival, world.rival),
      );
      expect(traceOf(world.rival, other.seen, input(world.rival, world.rival))).toBeNull();
      if (roles.includes("seller") && takesAccount(procedure, path, world))
        expect(other.code).toBe("NOT_FOUND");
    });

    it("shows a seller nothing of a rival's though the scope should name a rival's account", async () => {
      if (!roles.includes("seller")) return;
      const misled = withRivalAccount(principals.seller, world);
      const question = input(world.own, world.rival);
      const outcome = await call(connection, misled, path, question);
      expect(traceOf(world.rival, outcome.seen, question)).toBeNull();
    });

    it("answers about a rival's account what it answers about one that does not exist", async () => {
      if (!takesAccount(procedure, path, world)) return;
      const missing: SellerWorld = { ...world.rival, slug: "no-such-account" };
      const rival = await call(connection, principals.seller, path, input(world.rival, world.own));
      const nobody = await call(connection, principals.seller, path, input(missing, world.own));
      expect(rival).toEqual(nobody);
    });
  });
});

describe("without both walls", () => {
  let database: TestDatabase;
  let superuser: Connection;

  afterAll(async () => {
    walls.isFirstWallUp = true;
    await superuser.close();
    await database.drop();
  });

  it("sellers do see their rivals: the proof that the matrix above can fail", async () => {
    database = await createTestDatabase();
    superuser = connect(database.adminUrl, { max: 2 });
    const world = await createDecidedWorld(superuser);
    const principal = await readPrincipal(requestOf(superuser), world.own.sessionKey);
    walls.isFirstWallUp = false;
    if (principal === null) throw new Error("the world's people cannot sign in");
    const misled = withRivalAccount(principal, world);
    const leaking: string[] = [];
    for (const [path, procedure] of procedures) {
      if (procedure.meta?.roles.includes("seller") !== true || procedure.type === "mutation")
        continue;
      const question = inputOf(path, procedure, world, world.own, world.rival);
      const outcome = await call(superuser, misled, path, question);
      if (traceOf(world.rival, outcome.seen, question) !== null) leaking.push(path);
    }
    expect(leaking.length, leaking.join(", ")).toBeGreaterThanOrEqual(4);
  });
});
