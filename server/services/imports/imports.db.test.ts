import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orders } from "@/server/ingest/test-report.ts";
import type { JobData } from "@/server/repositories/job-queue.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { getAccountSetting, setAccountSetting } from "./account-settings.ts";
import { getSourceRow } from "./get-source-row.ts";
import { getImport, listAccountImports, listImportErrors } from "./list-imports.ts";
import { remarkPages } from "./list-remarks.ts";
import { loadQueuedImport } from "./load-queued.ts";
import { receiveUpload } from "./receive-upload.ts";
import { REMARKS_HEADER, remarkLine } from "./remarks-csv.ts";
import { type ImportWorld, importText, openImportWorld } from "./test-imports.ts";
import { writeUpload } from "./upload-store.ts";

let world: ImportWorld;
let directory: string;
beforeAll(async () => {
  world = await openImportWorld();
  directory = await mkdtemp(join(tmpdir(), "whystock-uploads-"));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await world.close();
});

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += 100) yield Buffer.from(text.slice(at, at + 100));
}

/** Uploads as the web server does; the jobs it would send are collected. */
async function upload(ctx: SellerContext, text: string, jobs: JobData["import-file"][] = []) {
  const send = async (_tx: unknown, name: string, data: unknown) => {
    expect(name).toBe("import-file");
    jobs.push(data as JobData["import-file"]);
  };
  const file = { body: chunks(text), fileName: "orders.txt", charset: null, asOfOn: null };
  const answer = await receiveUpload(world.onWeb(ctx), file, { directory, send });
  return { ...answer, jobs };
}

describe("an upload", () => {
  it("is queued with its bytes out of others' reach, loaded by the worker, and then gone", async () => {
    const ctx = await world.open("upload");
    const text = orders([{}, { quantity: "x" }]);
    const answer = await upload(ctx, text);
    expect(answer).toMatchObject({
      isKnown: false,
      import: { status: "queued", fileName: "orders.txt" },
    });
    const [name] = await readdir(directory);
    const path = join(directory, name ?? "");
    expect(await readFile(path, "utf8")).toBe(text);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const [job] = answer.jobs;
    expect(job).toEqual({ sellerId: ctx.scope.sellerId, importId: answer.import.importId });
    for (let time = 0; time < 2; time++) {
      if (job) await loadQueuedImport(world.operator, job, directory);
      expect(await getImport(world.onWeb(ctx), answer.import.importId)).toMatchObject({
        status: "loaded",
        loadedCount: 1,
        errorCount: 1,
        asOfOn: "2010-01-04",
      });
      expect(await readdir(directory)).toEqual([]);
    }
  });

  it("of content that was loaded before is answered at once and not kept", async () => {
    const ctx = await world.open("upload-again");
    const text = orders([{}]);
    const { importId } = await importText(ctx, text);
    expect(await upload(ctx, text)).toMatchObject({
      isKnown: true,
      import: { importId, status: "loaded" },
      jobs: [],
    });
    expect(await readdir(directory)).toEqual([]);
  });

  it("that is no text, or too large, is refused and not kept", async () => {
    const ctx = await world.open("upload-bad");
    await expect(upload(ctx, "")).rejects.toMatchObject({
      code: "invalid",
      data: { reason: "empty_file" },
    });
    await expect(upload(ctx, "PK\u0003\u0004 spreadsheet")).rejects.toMatchObject({
      data: { reason: "not_text" },
    });
    await expect(writeUpload(directory, chunks("x".repeat(1000)), 500)).rejects.toMatchObject({
      code: "limit_exceeded",
    });
    expect(await readdir(directory)).toEqual([]);
  });

  it("ends as failed, with a reason, when its file is gone", async () => {
    const ctx = await world.open("upload-gone");
    const { jobs, import: file } = await upload(ctx, orders([{}]));
    for (const name of await readdir(directory)) await rm(join(directory, name));
    for (const job of jobs) await loadQueuedImport(world.operator, job, directory);
    expect(await getImport(ctx, file.importId)).toMatchObject({
      status: "failed",
      failure: expect.stringContaining("send it again"),
    });
    const again = await upload(ctx, orders([{}]));
    expect(again.import.importId).toBe(file.importId);
    for (const job of again.jobs) await loadQueuedImport(world.operator, job, directory);
    expect(await getImport(ctx, file.importId)).toMatchObject({ status: "loaded", failure: null });
  });

  it("that was left behind is swept away a day later", async () => {
    const ctx = await world.open("upload-sweep");
    const left = join(directory, "incoming-left");
    await writeFile(left, "x");
    const long = world.clock.now().getTime() / 1000 - 3 * 86_400;
    await utimes(left, long, long);
    const { jobs } = await upload(ctx, orders([{}]));
    for (const job of jobs) await loadQueuedImport(world.operator, job, directory);
    expect(await readdir(directory)).toEqual([]);
  });
});

describe("what a seller sees of imports", () => {
  it("lists the account's files with counts, and another account's not at all", async () => {
    const [own, rival] = [await world.open("list-own"), await world.open("list-rival")];
    const first = await importText(own, orders([{}]));
    const second = await importText(own, orders([{ sku: "CUP" }]));
    const foreign = await importText(rival, orders([{}]));
    const list = await listAccountImports(world.onWeb(own), { page: 1 });
    expect(list).toMatchObject({ totalCount: 2, pageCount: 1 });
    expect(list.imports.map(({ importId }) => importId)).toEqual([second.importId, first.importId]);
    expect(list.imports[0]).toMatchObject({
      reportTitle: "All Orders, by order date",
      status: "loaded",
      rowCount: 1,
      finishedAt: "2026-11-23T12:00:00.000Z",
    });
    const { importId } = foreign;
    const asks = [
      () => getImport(world.onWeb(own), importId),
      () => listImportErrors(world.onWeb(own), { importId, cursor: 0 }),
      () => getSourceRow(world.onWeb(own), { importId, lineNo: 2 }),
    ];
    for (const ask of asks) await expect(ask()).rejects.toMatchObject({ code: "not_found" });
  });

  it("pages through bad rows, and gives them all as CSV that no spreadsheet runs", async () => {
    const ctx = await world.open("errors");
    const { importId } = await importText(
      ctx,
      orders(Array.from({ length: 250 }, (_, i) => ({ quantity: i === 0 ? "=1+1" : "bad" }))),
    );
    let cursor: number | null = 0;
    const lines: number[] = [];
    while (cursor !== null) {
      const page = await listImportErrors(world.onWeb(ctx), { importId, cursor });
      lines.push(...page.remarks.map(({ lineNo }) => lineNo));
      cursor = page.nextCursor;
    }
    expect(lines).toEqual(Array.from({ length: 250 }, (_, i) => i + 2));
    let csv = REMARKS_HEADER;
    for await (const page of remarkPages(world.onWeb(ctx), importId))
      csv += page.map((remark) => remarkLine("=file.txt", remark)).join("");
    const rows = csv.split("\r\n");
    expect(rows[1]).toBe(
      "'=file.txt,2,not loaded,quantity,bad_number,'=1+1,\"Write a plain number here, such as 12 or 12.50.\"",
    );
    expect(rows).toHaveLength(252);
  });

  it("shows what was kept of a line, and that a later file corrected it", async () => {
    const ctx = await world.open("source");
    const { importId } = await importText(ctx, orders([{}, { sku: "CUP", quantity: "x" }]));
    const line = await getSourceRow(world.onWeb(ctx), { importId, lineNo: 2 });
    expect(line).toMatchObject({
      fileName: "report.txt",
      lineNo: 2,
      reportTitle: "All Orders, by order date",
    });
    expect(line.facts.map(({ title, sku, isCurrent }) => [title, sku, isCurrent])).toEqual([
      ["Order line", "BOWL-1", true],
      ["Product", "BOWL-1", true],
    ]);
    expect(line.facts[0]?.fields).toEqual([
      { label: "Order", text: "026-1" },
      { label: "Purchased on", text: "2010-01-04" },
      { label: "Units", text: "2" },
      { label: "Price of the line", text: "8.50 GBP" },
      { label: "Status", text: "shipped" },
      { label: "Business order", text: "no" },
      { label: "Last updated", text: "2010-01-05 09:43:00 UTC" },
    ]);
    expect((await getSourceRow(ctx, { importId, lineNo: 3 })).facts).toEqual([]);
    world.clock.advanceMs(1000);
    await importText(ctx, orders([{ quantity: "3" }]));
    expect((await getSourceRow(ctx, { importId, lineNo: 2 })).facts[0]?.isCurrent).toBe(false);
  });

  it("keeps what is told of lead time and review, version by version, and says what is assumed", async () => {
    const ctx = world.onWeb(await world.open("settings"));
    expect(await getAccountSetting(ctx)).toEqual({
      leadTimeDays: null,
      reviewDays: null,
      assumedLeadTimeDays: 30,
      assumedReviewDays: 7,
      toldAt: null,
    });
    expect(await setAccountSetting(ctx, { leadTimeDays: 45, reviewDays: null })).toMatchObject({
      leadTimeDays: 45,
      reviewDays: null,
    });
    world.clock.advanceMs(1000);
    await setAccountSetting(ctx, { leadTimeDays: 45, reviewDays: null });
    expect(await setAccountSetting(ctx, { leadTimeDays: 40, reviewDays: 14 })).toMatchObject({
      leadTimeDays: 40,
      reviewDays: 14,
    });
    const versions = await world.worker
      .sql`select lead_time_days as days, recorded_to = 'infinity' as "isCurrent" from account_setting where account_id = ${ctx.scope.accountId} order by id`;
    expect(versions).toEqual([
      { days: 45, isCurrent: false },
      { days: 40, isCurrent: true },
    ]);
  });
});
