// An account to import into, for tests: a database of its own, files given as text.
import { type Connection, connect } from "@/db/client.ts";
import { type ManualClock, manualClock } from "@/server/core/clock.ts";
import { createLogger } from "@/server/core/logger.ts";
import type { ByteSource } from "@/server/ingest/text/content.ts";
import type { ImportRow } from "@/server/repositories/import.ts";
import type { SellerContext, WorkerContext } from "@/server/services/context.ts";
import { createTestDatabase, type TestDatabase } from "../../../scripts/test-database-client.ts";
import { createAccount } from "./create-account.ts";
import { loadImport } from "./load-import.ts";
import { type ImportFile, registerImport } from "./register-import.ts";

export interface ImportWorld {
  readonly database: TestDatabase;
  readonly worker: Connection;
  readonly clock: ManualClock;
  readonly log: string[];
  readonly operator: WorkerContext;
  readonly open: (slug: string, marketplace?: string) => Promise<SellerContext>;
  /** The same account under the role of the web server. */
  readonly onWeb: (ctx: SellerContext) => SellerContext;
  readonly close: () => Promise<void>;
}

export async function openImportWorld(): Promise<ImportWorld> {
  const database = await createTestDatabase();
  const worker = connect(database.workerUrl);
  const app = connect(database.appUrl);
  const clock = manualClock("2026-11-23T12:00:00Z");
  const log: string[] = [];
  const stream = { write: (line: string) => void log.push(line) };
  const logger = createLogger({ name: "test", level: "debug", stream });
  const operator: WorkerContext = {
    db: worker.db,
    clock,
    logger,
    requestId: "test-request",
    scope: { kind: "worker" },
    actor: { kind: "system", name: "command" },
  };
  const open = async (slug: string, marketplace = "UK"): Promise<SellerContext> => {
    const account = { slug, name: slug, marketplace, openedOn: "2026-11-23" };
    return { ...operator, scope: await createAccount(operator, account) };
  };
  const onWeb = (ctx: SellerContext): SellerContext => ({ ...ctx, db: app.db });
  const close = async () => {
    await Promise.all([worker.close(), app.close()]);
    await database.drop();
  };
  return { database, worker, clock, log, operator, open, onWeb, close };
}

export const textSource = (text: string | Uint8Array): ByteSource =>
  async function* () {
    yield Buffer.from(text);
  };

/** Registers and loads a text as a file. */
export async function importText(
  ctx: SellerContext,
  text: string | Uint8Array,
  stated: Partial<ImportFile> = {},
): Promise<ImportRow & { readonly isKnown: boolean }> {
  const source = textSource(text);
  const file: ImportFile = {
    source,
    fileName: "report.txt",
    charset: null,
    asOfOn: null,
    origin: "command",
    ...stated,
  };
  const registered = await registerImport(ctx, file);
  const { importId } = registered.import;
  return { ...(await loadImport(ctx, importId, source)), isKnown: registered.isKnown };
}
