// The tenant world with decisions that were really made: both sellers' limits and advised quantities of two runs, traced by the planner's
// own code, and each seller's question about them answered and stored.
import type { Connection } from "@/db/client.ts";
import {
  createTenantWorld,
  type SellerWorld,
  type TenantWorld,
} from "@/db/testing/tenant-world.ts";
import { capacityLeaves, defaultCapacityPolicy } from "@/lib/optimizer/capacity/index.ts";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import { type Columns, type Definition, evaluate } from "@/lib/optimizer/decision/index.ts";
import { defaultReplenishmentPolicy } from "@/lib/optimizer/replenishment/index.ts";
import { manualClock } from "@/server/core/clock.ts";
import { createLogger } from "@/server/core/logger.ts";
import { recordRules } from "@/server/planning/record-rules.ts";
import { definitionSha256 } from "@/server/planning/rules.ts";
import { traceChunks } from "@/server/planning/trace-chunk.ts";
import { definitions, limitKey, placementKey, splitKey } from "@/server/planning/traces.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { type DefinitionName, insertTraceChunks } from "@/server/repositories/trace.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import { sourceKind } from "@/server/services/explanation/source-kind.ts";

/** The world's one building. */
export const FC_ID = 1;

const MONTHS_AHEAD = [1, 2, 3] as const;
const MILLION = 1_000_000;

/** A plausible value for a leaf: shares are half, sizes and units grow with the row and the seller. */
function leafValue(id: string, row: number, seed: number): number {
  if (/^(is|has)[A-Z]/.test(id)) return 0;
  if (/Millionths$/.test(id)) return MILLION / 2;
  if (/Weeks$|Days$/.test(id)) return 4;
  if (/Mm3$/.test(id)) return (1_000 + 100 * row + seed) * MILLION;
  return 10 + row + seed;
}

function leavesOf(definition: Definition, count: number, seed: number): Columns {
  const column = Object.fromEntries(
    definition.nodes
      .slice(0, definition.leafCount)
      .map(({ id }) => [
        id,
        Float64Array.from({ length: count }, (_, row) => leafValue(id, row, seed)),
      ]),
  );
  return { count, column };
}

function decide(name: DefinitionName, count: number, seed: number): Columns {
  const leaves = leavesOf(definitions[name], count, seed);
  if (name !== "capacity") return evaluate(definitions[name], leaves);
  const policy = capacityLeaves(leaves, defaultCapacityPolicy, (row) => MONTHS_AHEAD[row % 3] ?? 1);
  return evaluate(definitions[name], { count, column: { ...leaves.column, ...policy.column } });
}

function keysOf(name: DefinitionName, productId: number): number[] {
  if (name === "replenishment") return [productId];
  if (name === "placementFee") return [splitKey("minimal")];
  if (name === "positioning" || name === "placement") return [placementKey(productId, FC_ID)];
  return storageTypes.flatMap((_, type) => MONTHS_AHEAD.map((ahead) => limitKey(type, ahead)));
}

async function traceSeller(
  connection: Connection,
  seller: SellerWorld,
  runId: number,
  seed: number,
): Promise<void> {
  await inScope(connection.db, { kind: "worker" }, async (tx) => {
    const names: readonly DefinitionName[] = [
      "capacity",
      "replenishment",
      "positioning",
      "placement",
      "placementFee",
    ];
    const ids = new Map((await recordRules(tx)).map((row) => [row.codeSha256, row.id]));
    for (const name of names) {
      const keys = keysOf(name, Number(seller.rowIds.product));
      const { sellerId, accountId } = seller;
      const values = decide(name, keys.length, seed);
      const formulaSetId = ids.get(definitionSha256(definitions[name])) ?? 0;
      await insertTraceChunks(
        tx,
        runId,
        traceChunks(definitions[name], formulaSetId, {
          sellerId,
          accountId,
          keys,
          values,
          start: 0,
        }),
      );
    }
  });
}

/** The seller's own question about the run's advised quantity, answered and stored. */
async function explain(
  connection: Connection,
  seller: SellerWorld,
  runId: number,
): Promise<string> {
  const { sellerId, accountId, userId } = seller;
  const ctx = {
    db: connection.db,
    scope: { kind: "seller", sellerId, accountId, userId } as const,
    actor: { kind: "user", userId, role: "seller" } as const,
    clock: manualClock("2026-10-06T12:00:00Z"),
    logger: createLogger({ name: "test", level: "silent" }),
    requestId: "test-world",
  };
  const productId = Number(seller.rowIds.product);
  const { explanationId } = await askWhy(ctx, { kind: "restockLevel", productId, runId });
  return explanationId;
}

/** A leaf on the explanation's active path that rests on rows of reports. */
async function sourcedLeaf(connection: Connection, explanationId: string): Promise<string> {
  const rows = await connection.sql<{ id: string }[]>`
    select step->>'id' as id from explanation, jsonb_array_elements(body->'facts'->'steps') step
    where explanation.id = ${explanationId} and step->>'kind' = 'leaf'`;
  const leaf = rows.map(({ id }) => id).find((id) => sourceKind("replenishment", id) !== "none");
  if (leaf === undefined)
    throw new Error(`no report behind ${rows.map(({ id }) => id).join(", ")}`);
  return leaf;
}

/** An access token of the seller's person. */
async function addToken({ sql }: Connection, seller: SellerWorld): Promise<number> {
  const [row] = await sql<{ id: string }[]>`
    insert into access_token (user_id, name, token_sha256, expires_at)
    values (${seller.userId}, ${seller.marker}, ${`hash of ${seller.marker}`}, '2100-01-01T00:00:00Z') returning id`;
  return Number(row?.id);
}

/** The pools' space, as the run priced it: enough for both. */
async function pricePools(connection: Connection, runId: number): Promise<void> {
  for (const storageType of storageTypes)
    for (const ahead of MONTHS_AHEAD)
      await connection.sql`insert into run_price (run_id, name, resource, period, value, unit)
        values (${runId}, 'usablePool', ${storageType}, ${String(ahead)}, ${100_000 * MILLION}, 'mm3')`;
}

/** What policy admins keep: an event of the calendar, a version of the forecast model, and work that is under way on it. */
export const ADMIN_ROWS = { eventId: 601, modelId: 701, jobId: 801 } as const;

async function addAdminRows({ sql }: Connection): Promise<void> {
  const { eventId, modelId, jobId } = ADMIN_ROWS;
  await sql`insert into network_event (id, marketplace_id, kind, title, start_on, end_on, recorded_from)
    values (${eventId}, 'US', 'sale_event', 'Spring sale', '2026-04-10', '2026-04-12', '2026-03-01T00:00:00Z')`;
  await sql`insert into forecast_model (id, name, version, kind, marketplace_id, trained_at, data_sha256, model_sha256, body, options, quality, reason)
    values (${modelId}, 'network', 1, 'network', 'US', '2026-10-01T00:00:00Z', 'x', 'x', 'body', '{}', '{}', 'trained for the test')`;
  await sql`insert into forecast_job (id, kind, marketplace_id, reason) values (${jobId}, 'backtest', 'US', 'asked for by the test')`;
}

/** Fills an empty, migrated database through a superuser's connection. */
export async function createDecidedWorld(connection: Connection): Promise<TenantWorld> {
  const world = await createTenantWorld(connection.sql, {
    except: ["trace_chunk", "explanation"],
    policyBodies: { capacity: defaultCapacityPolicy, replenishment: defaultReplenishmentPolicy },
  });
  await pricePools(connection, world.runId);
  await addAdminRows(connection);
  const decided = async (seller: SellerWorld, seed: number): Promise<SellerWorld> => {
    for (const runId of [world.previousRunId, world.runId])
      await traceSeller(connection, seller, runId, seed + (runId === world.runId ? 5 : 0));
    const explanationId = await explain(connection, seller, world.runId);
    const leafId = await sourcedLeaf(connection, explanationId);
    const token = await addToken(connection, seller);
    return {
      ...seller,
      rowIds: { ...seller.rowIds, explanation: explanationId, leaf: leafId, access_token: token },
    };
  };
  return { ...world, own: await decided(world.own, 1), rival: await decided(world.rival, 2) };
}
