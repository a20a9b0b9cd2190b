// Assistants as they connect: the SDK's own client against the endpoint, in each role, and everything that must be refused.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { type TenantWorld, traceOf } from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { addMs } from "@/server/core/clock.ts";
import type { RequestContext } from "@/server/services/context.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";
import {
  createToken,
  endToken,
  LIVE_TOKENS_MAX,
  listOwnTokens,
} from "@/server/services/identity/access-tokens.ts";
import { disableUser } from "@/server/services/identity/change-user.ts";
import { type Person, readPrincipal } from "@/server/services/identity/session.ts";
import { createDecidedWorld } from "../authorization/decided-world.ts";
import { webRequestContext } from "../context.ts";
import { handleMcpRequest } from "./http.ts";

const ADDRESS = "http://127.0.0.1:3000/api/mcp";
const DAY_MS = 86_400_000;

let database: TestDatabase;
let superuser: Connection;
let worker: Connection;
let world: TenantWorld;
let ctx: RequestContext;
let people: Record<"seller" | "support" | "policy_admin", Person>;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv("NEXTAUTH_SECRET", "test-secret-of-at-least-32-characters");
  vi.stubEnv("NEXTAUTH_URL", "");
  vi.stubEnv("DATABASE_APP_URL", database.appUrl);
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("WHYSTOCK_MCP", "1");
  superuser = connect(database.adminUrl, { max: 1 });
  worker = connect(database.workerUrl, { max: 1 });
  world = await createDecidedWorld(superuser);
  ctx = webRequestContext(new Headers());
  const personOf = async (key: string): Promise<Person> => {
    const person = await readPrincipal(ctx, key);
    if (person === null) throw new Error("the world's people cannot sign in");
    return person;
  };
  people = {
    seller: await personOf(world.own.sessionKey),
    support: await personOf(world.support.sessionKey),
    policy_admin: await personOf(world.policyAdmin.sessionKey),
  };
  for (const [role, person] of Object.entries(people))
    tokens[role] = (await createToken(ctx, person, { name: `of ${role}`, days: 30 })).token;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([superuser.close(), worker.close()]);
  await database.drop();
});

async function connected(token: string): Promise<Client> {
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(ADDRESS), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
      fetch: (url, init) => handleMcpRequest(new Request(url, init)),
    }),
  );
  return client;
}

interface Called {
  readonly isError: boolean;
  readonly data: Record<string, unknown>;
  readonly whole: unknown;
}

async function call(role: string, name: string, args: Record<string, unknown>): Promise<Called> {
  const client = await connected(tokens[role] ?? "");
  const result = await client.callTool({ name, arguments: args });
  await client.close();
  const [content] = result.content as { text: string }[];
  const isError = result.isError === true;
  const data = (isError ? { text: content?.text } : result.structuredContent) as Called["data"];
  return { isError, data, whole: result };
}

const post = (headers: Record<string, string>) =>
  handleMcpRequest(new Request(ADDRESS, { method: "POST", body: "{}", headers }));

const restock = () => ({
  account: world.own.slug,
  question: {
    kind: "restockChange",
    productId: world.own.rowIds.product,
    runId: world.runId,
    baseRunId: world.previousRunId,
  },
});

/** Values on the path of the own explanation as policy admins read them, and sellers do not. */
async function hiddenValues(): Promise<string[]> {
  const { sellerId, accountId, userId } = world.own;
  const seller = {
    ...ctx,
    scope: { kind: "seller", sellerId, accountId, userId },
    actor: { kind: "user", userId, role: "seller" },
  } as const;
  const id = String(world.own.rowIds.explanation);
  const [shown, whole] = [
    await getExplanation(seller, id),
    await getExplanation(seller, id, "policyAdmin"),
  ];
  return whole.steps.flatMap(({ id: step, value }) =>
    value !== null && shown.steps.find((one) => one.id === step)?.isHidden ? [value] : [],
  );
}

describe("an assistant of a seller", () => {
  it("finds nine tools, each with schemas for what goes in and what comes out", async () => {
    const client = await connected(tokens.seller ?? "");
    const { tools } = await client.listTools();
    await client.close();
    expect(tools.map(({ name }) => name).sort()).toEqual([
      "explain_change",
      "explain_contrast",
      "explain_level",
      "fairness_check",
      "list_decisions",
      "simulate",
      "trace_source",
      "verify_text",
      "what_would_it_take",
    ]);
    for (const { inputSchema, outputSchema, annotations } of tools) {
      expect(inputSchema.properties).toBeDefined();
      expect(outputSchema?.properties).toBeDefined();
      expect(annotations?.readOnlyHint).toBe(true);
    }
  });

  it("lists accounts, then decisions with the questions to ask, asks one, and checks its own words", async () => {
    const accounts = await call("seller", "list_decisions", {});
    expect(accounts.data.accounts).toMatchObject([{ account: world.own.slug }]);
    const listed = await call("seller", "list_decisions", { account: world.own.slug });
    const decisions = listed.data.decisions as { tool: string; question: object; label: string }[];
    const advice = decisions.find(({ question }) => JSON.stringify(question).includes("restock"));
    if (!advice) throw new Error("no advised quantity is listed");
    const args = { account: world.own.slug, question: advice.question };
    const { data } = await call("seller", advice.tool, args);
    expect(data.checked).toMatchObject({ isReplayEqual: true, isAdditive: true });
    const text = [data.headline, ...(data.sentences as string[])].join(" ");
    const about = { account: world.own.slug, explanationId: data.explanationId };
    expect((await call("seller", "verify_text", { ...about, text })).data).toMatchObject({
      isVerified: true,
    });
    const wrong = await call("seller", "verify_text", { ...about, text: `${text} It was 987654.` });
    expect(wrong.data).toMatchObject({
      isVerified: false,
      failures: [{ rule: "unknown_number", text: "987654" }],
    });
  });

  it("gets causes that add up, in at most 8 kB with everything around them", async () => {
    const { data, whole } = await call("seller", "explain_change", restock());
    expect(data.delta).not.toBeNull();
    expect(Buffer.byteLength(JSON.stringify(whole))).toBeLessThanOrEqual(8_000);
    const plain = await call("seller", "list_decisions", {
      account: world.own.slug,
      text: "Why did my limit fall?",
    });
    expect(plain.data.decisions).not.toEqual([]);
  });

  it("follows an input to the rows of its report", async () => {
    const { data } = await call("seller", "trace_source", {
      account: world.own.slug,
      explanationId: world.own.rowIds.explanation,
      leafId: world.own.rowIds.leaf,
    });
    expect(data.rows).toMatchObject({ totalCount: expect.any(Number) });
  });

  it("learns from no check of a text which figures are hidden from it", async () => {
    const hidden = await hiddenValues();
    expect(hidden.length).toBeGreaterThan(0);
    const about = { account: world.own.slug, explanationId: world.own.rowIds.explanation };
    const { data } = await call("seller", "verify_text", { ...about, text: hidden.join("; ") });
    const rules = (data.failures as { rule: string }[]).map(({ rule }) => rule);
    expect(new Set(rules)).not.toContain("hidden_number");
  });

  it("is told nothing of a rival: by account, by product, by explanation", async () => {
    const { own, rival } = world;
    const asked: readonly (readonly [string, Record<string, unknown>])[] = [
      ["list_decisions", { account: rival.slug }],
      ["explain_change", { ...restock(), account: rival.slug }],
      [
        "explain_level",
        {
          account: own.slug,
          question: { kind: "restockLevel", productId: rival.rowIds.product, runId: world.runId },
        },
      ],
      ["verify_text", { account: own.slug, explanationId: rival.rowIds.explanation, text: "12" }],
      [
        "trace_source",
        { account: own.slug, explanationId: rival.rowIds.explanation, leafId: rival.rowIds.leaf },
      ],
    ];
    for (const [name, args] of asked) {
      const answer = await call("seller", name, args);
      expect([name, answer.isError, answer.data]).toEqual([
        name,
        true,
        { text: expect.stringMatching(/^{"error":"not_found"/) },
      ]);
      expect(traceOf(rival, answer.whole, args)).toBeNull();
    }
  });

  it("gets policy admins' questions refused", async () => {
    const refused = await call("seller", "simulate", { draftId: world.draftId });
    expect(refused.data.text).toContain("forbidden");
  });
});

describe("an assistant of support", () => {
  it("sees a seller with an open case, on record, and none without", async () => {
    const seen = await call("support", "explain_change", restock());
    expect(seen.data.link).toContain(`/support/sellers/${world.own.slug}/why?`);
    const [row] = await superuser.sql`
      select count(*)::int as n from audit_event where action = 'seller.view' and actor_id = ${world.support.userId}`;
    expect(row?.n).toBeGreaterThan(0);
    await superuser.sql`update support_case set status = 'closed' where seller_id = ${world.rival.sellerId}`;
    const refused = await call("support", "list_decisions", { account: world.rival.slug });
    expect(refused.data.text).toContain("no_open_case");
  });
});

describe("an assistant of a policy admin", () => {
  it("reads the network and drafts, and no seller", async () => {
    const listed = await call("policy_admin", "list_decisions", {});
    expect(listed.data.drafts).toMatchObject([{ draftId: world.draftId }]);
    const draft = await call("policy_admin", "simulate", { draftId: world.draftId });
    expect(draft.data.draft).toMatchObject({ draftId: world.draftId });
    const refused = await call("policy_admin", "explain_change", restock());
    expect(refused.data.text).toContain("forbidden");
  });
});

describe("without a token that holds", () => {
  it("nothing is answered: none, another's form, unknown, and a session cookie do not do", async () => {
    const wrong = [
      {},
      { authorization: "Basic abc" },
      { authorization: `Bearer why_${"a".repeat(43)}` },
    ];
    for (const headers of [...wrong, { cookie: `whystock-session=${world.own.sessionKey}` }]) {
      const response = await post(headers as Record<string, string>);
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toContain("Bearer");
    }
  });

  it("a revoked token opens nothing from the next request on", async () => {
    const made = await createToken(ctx, people.seller, { name: "to revoke", days: 90 });
    const headers = { authorization: `Bearer ${made.token}` };
    expect((await post(headers)).status).not.toBe(401);
    await expect(endToken(ctx, people.support, made.tokenId)).rejects.toThrow("not_found");
    await endToken(ctx, people.seller, made.tokenId);
    expect((await post(headers)).status).toBe(401);
    const { tokens: listed } = await listOwnTokens(ctx, people.seller);
    const row = listed.find(({ tokenId }) => tokenId === made.tokenId);
    expect(row).toMatchObject({ state: "revoked", lastUsedAt: expect.any(String) });
    expect(JSON.stringify(listed)).not.toContain(made.token.slice(4));
  });

  it("a token ends with its days, with its owner's role, and with its owner", async () => {
    const early = {
      ...ctx,
      clock: { ...ctx.clock, now: () => addMs(ctx.clock.now(), -31 * DAY_MS) },
    };
    const old = await createToken(early, people.seller, { name: "old", days: 30 });
    expect((await post({ authorization: `Bearer ${old.token}` })).status).toBe(401);

    const headers = { authorization: `Bearer ${tokens.support}` };
    await superuser.sql`update app_user set staff_role = 'policy_admin' where id = ${world.support.userId}`;
    expect((await post(headers)).status).toBe(401);
    await superuser.sql`update app_user set staff_role = 'support' where id = ${world.support.userId}`;
    expect((await post(headers)).status).not.toBe(401);

    const operator = {
      ...ctx,
      db: worker.db,
      scope: { kind: "worker" },
      actor: { kind: "system", name: "command" },
    } as const;
    await disableUser(operator, world.support.userId);
    await superuser.sql`update app_user set is_disabled = false where id = ${world.support.userId}`;
    expect((await post(headers)).status).toBe(401);
  });

  it("an account that its owner left is not found", async () => {
    await superuser.sql`delete from membership where user_id = ${world.own.userId}`;
    const left = await call("seller", "list_decisions", { account: world.own.slug });
    expect(left.data.text).toContain("not_found");
  });
});

describe("the endpoint", () => {
  it("is not there unless it is switched on, takes small posts only, and none from another site's page", async () => {
    const authorization = `Bearer ${tokens.policy_admin}`;
    expect((await handleMcpRequest(new Request(ADDRESS))).status).toBe(405);
    expect((await post({ authorization, origin: "https://elsewhere.example" })).status).toBe(403);
    const long = { method: "POST", body: "x".repeat(70_000), headers: { authorization } };
    expect((await handleMcpRequest(new Request(ADDRESS, long))).status).toBe(413);
  });

  it("keeps as many tokens of one person as are allowed", async () => {
    const { policy_admin: person } = people;
    const { tokens: made } = await listOwnTokens(ctx, person);
    for (let k = made.length; k < LIVE_TOKENS_MAX; k++)
      await createToken(ctx, person, { name: `number ${k}`, days: 365 });
    await expect(createToken(ctx, person, { name: "one more", days: 30 })).rejects.toThrow(
      "limit_exceeded",
    );
  });
});
