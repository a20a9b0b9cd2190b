import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { TestBrowser } from "@/server/auth/test-browser.ts";
import { orders } from "@/server/ingest/test-report.ts";
import { ensureQueues, QUEUE_SCHEMA } from "@/server/repositories/job-queue.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { createUser } from "@/server/services/identity/create-user.ts";
import { loadQueuedImport } from "@/server/services/imports/load-queued.ts";
import { type ImportWorld, openImportWorld } from "@/server/services/imports/test-imports.ts";
import { webRequestContext } from "./context.ts";
import { handleRemarksExport, handleUpload } from "./uploads.ts";

const PASSWORD = "a long enough password";
const data = mkdtempSync(join(tmpdir(), "whystock-web-"));
const uploads = join(data, "uploads");

let world: ImportWorld;
let own: SellerContext;
let seller: TestBrowser;
let support: TestBrowser;

beforeAll(async () => {
  world = await openImportWorld();
  vi.stubEnv("NEXTAUTH_SECRET", "0123456789abcdef0123456789abcdef");
  vi.stubEnv("NEXTAUTH_URL", "");
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("DATABASE_APP_URL", world.database.appUrl);
  vi.stubEnv("WHYSTOCK_DATA", data);
  // Queues are made by the worker, which has not started here.
  const boss = new PgBoss({
    connectionString: world.database.workerUrl,
    schema: QUEUE_SCHEMA,
    migrate: false,
  });
  await boss.start();
  await ensureQueues(boss);
  await boss.stop({ graceful: false });
  own = await world.open("own");
  await world.open("rival");
  const person = { name: "Mia", password: PASSWORD, staffRole: null };
  await createUser(world.operator, {
    ...person,
    email: "mia@own.example",
    sellerIds: [own.scope.sellerId],
  });
  await createUser(world.operator, {
    ...person,
    email: "sam@whystock.example",
    staffRole: "support",
    sellerIds: [],
  });
  seller = await signedIn("mia@own.example");
  support = await signedIn("sam@whystock.example");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await world.close();
  rmSync(data, { recursive: true });
});

async function signedIn(email: string): Promise<TestBrowser> {
  const browser = new TestBrowser(webRequestContext(new Headers()));
  expect(await browser.signIn(email, PASSWORD)).toBeNull();
  return browser;
}

interface Sent {
  readonly browser?: TestBrowser;
  readonly query?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function post({
  browser = seller,
  query = "account=own&name=orders.txt",
  body = orders([{}]),
  headers = {},
}: Sent) {
  const request = new Request(`${browser.origin}/api/imports/upload?${query}`, {
    method: "POST",
    body,
    headers: browser.headers(),
  });
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
  const response = await handleUpload(request);
  return {
    status: response.status,
    answer: (await response.json()) as { error?: string; import: { importId: number } },
  };
}

const jobsOf = async (importId: number) =>
  world.worker
    .sql`select data from pgboss.job where name = 'import-file' and (data->>'importId')::int = ${importId}`;

describe("uploading a report", () => {
  it("queues the file of a signed-in seller, and its bad rows come back as CSV", async () => {
    const { status, answer } = await post({ body: orders([{}, { quantity: "=2+2" }]) });
    expect(status).toBe(202);
    const { importId } = answer.import;
    const job = { sellerId: own.scope.sellerId, importId };
    expect(await jobsOf(importId)).toEqual([{ data: job }]);
    await loadQueuedImport(world.operator, job, uploads);
    const url = `${seller.origin}/api/imports/errors?account=own&importId=${importId}`;
    const csv = await handleRemarksExport(new Request(url, { headers: seller.headers() }));
    expect(csv.headers.get("content-disposition")).toContain(`import-${importId}-rows.csv`);
    expect((await csv.text()).split("\r\n")[1]).toContain(
      "orders.txt,3,not loaded,quantity,bad_number,'=2+2,",
    );
    expect(
      await handleRemarksExport(new Request(url, { headers: support.headers() })),
    ).toMatchObject({ status: 403 });
  });

  it("refuses strangers, staff, rivals' accounts and other sites, and keeps nothing of theirs", async () => {
    const [row] = await world.worker.sql`select count(*)::int as n from import_file`;
    const stranger = new TestBrowser(webRequestContext(new Headers()));
    const refusals: [Sent, number, string][] = [
      [{ browser: stranger }, 403, "forbidden"],
      [{ browser: support }, 403, "forbidden"],
      [{ query: "account=rival&name=x" }, 404, "not_found"],
      [{ query: "account=nobody&name=x" }, 404, "not_found"],
      [
        { headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" } },
        403,
        "forbidden",
      ],
      [{ query: "account=own" }, 400, "invalid"],
      [{ query: "account=own&name=x&asOfOn=yesterday" }, 400, "invalid"],
      [{ body: "" }, 400, "invalid"],
      [{ body: "PK\u0003\u0004" }, 400, "invalid"],
      [{ headers: { "content-type": "multipart/form-data; boundary=x" } }, 400, "invalid"],
      [{ headers: { "content-length": String(300 * 1024 * 1024) } }, 413, "limit_exceeded"],
    ];
    for (const [sent, status, error] of refusals)
      expect(
        await post({ body: orders([{ sku: "NEW" }]), ...sent }),
        JSON.stringify(sent.query ?? sent.headers),
      ).toMatchObject({ status, answer: { error } });
    const [after] = await world.worker.sql`select count(*)::int as n from import_file`;
    expect(after).toEqual(row);
    expect(readdirSync(uploads)).toEqual([]);
  });

  it("answers at once when the content was loaded before", async () => {
    const body = orders([{}, { quantity: "=2+2" }]);
    expect(await post({ body, query: "account=own&name=again.txt" })).toMatchObject({
      status: 200,
      answer: { isKnown: true },
    });
  });
});
