// What sellers ask for in rounds of extra space, and what they were granted.
import { and, asc, desc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { account, marketRequest, marketResult, marketRound } from "@/db/schema/index.ts";
import type { StorageType } from "@/lib/optimizer/core/storage-type.ts";
import { CURRENT } from "./current-facts.ts";
import type { PoolMonth } from "./market.ts";
import { type DataScope, ownedBy, type SellerScope, type WorkerScope } from "./scope.ts";

export interface RequestRow {
  readonly requestId: number;
  readonly sellerId: number;
  readonly accountId: number;
  readonly roundId: number;
  readonly askedMm3: readonly number[];
  readonly offeredMicrosPerM3: readonly number[];
  readonly recordedFrom: Date;
}

const requestColumns = {
  requestId: marketRequest.id,
  sellerId: marketRequest.sellerId,
  accountId: marketRequest.accountId,
  roundId: marketRequest.roundId,
  askedMm3: marketRequest.askedMm3,
  offeredMicrosPerM3: marketRequest.offeredMicrosPerM3,
  recordedFrom: marketRequest.recordedFrom,
};

/** Requests of a round that stand, by seller and account: the scope's own, or everybody's. */
export function listStandingRequests(
  tx: Tx,
  scope: DataScope,
  roundIds: readonly number[],
): Promise<RequestRow[]> {
  return tx
    .select(requestColumns)
    .from(marketRequest)
    .where(
      and(
        ownedBy(scope, marketRequest),
        inArray(marketRequest.roundId, [...roundIds]),
        eq(marketRequest.recordedTo, CURRENT),
      ),
    )
    .orderBy(asc(marketRequest.sellerId), asc(marketRequest.accountId), asc(marketRequest.id));
}

export interface RequestVersionRow extends RequestRow {
  /** null = it stands. */
  readonly closedAt: string | null;
}

/** Every version of the account's requests, newest first. */
export function listRequestVersions(
  tx: Tx,
  scope: SellerScope,
  roundIds: readonly number[],
): Promise<RequestVersionRow[]> {
  return tx
    .select({
      ...requestColumns,
      closedAt: sql<
        string | null
      >`to_json(nullif(${marketRequest.recordedTo}, 'infinity'::timestamptz)) #>> '{}'`,
    })
    .from(marketRequest)
    .where(
      and(
        ownedBy(scope, marketRequest),
        eq(marketRequest.accountId, scope.accountId),
        inArray(marketRequest.roundId, [...roundIds]),
      ),
    )
    .orderBy(desc(marketRequest.recordedFrom), desc(marketRequest.id));
}

export interface NewRequest {
  readonly sellerId: number;
  readonly accountId: number;
  readonly roundId: number;
  readonly askedMm3: number[];
  readonly offeredMicrosPerM3: number[];
  readonly createdBy: number | null;
  readonly recordedFrom: Date;
}

/** Adds requests; answers their ids in order. A second standing one of the same account and round is refused. */
export async function insertRequests(
  tx: Tx,
  _scope: SellerScope | WorkerScope,
  requests: readonly NewRequest[],
): Promise<number[]> {
  if (requests.length === 0) return [];
  const rows = await tx
    .insert(marketRequest)
    .values([...requests])
    .returning({ id: marketRequest.id });
  return rows.map(({ id }) => id);
}

/** Closes the account's standing request in a round; null when there is none. */
export async function closeRequest(
  tx: Tx,
  scope: SellerScope,
  roundId: number,
  at: Date,
): Promise<{ readonly requestId: number } | null> {
  const [row] = await tx
    .update(marketRequest)
    .set({ recordedTo: at })
    .where(
      and(
        ownedBy(scope, marketRequest),
        eq(marketRequest.accountId, scope.accountId),
        eq(marketRequest.roundId, roundId),
        eq(marketRequest.recordedTo, CURRENT),
      ),
    )
    .returning({ requestId: marketRequest.id });
  return row ?? null;
}

export interface ResultRow {
  readonly sellerId: number;
  readonly accountId: number;
  readonly roundId: number;
  readonly requestId: number;
  readonly decidedAt: Date;
  readonly definitionVersion: string;
  readonly codeSha256: string;
  readonly nodeValues: readonly number[];
  readonly grantedMm3: number;
  readonly feeMicrosPerM3: number;
  readonly vickreyMicros: number;
  readonly currentMicrosPerM3: number;
  readonly returnedMm3: number;
  readonly returnedAt: Date | null;
  readonly letOffMicros: number;
}

const resultColumns = {
  sellerId: marketResult.sellerId,
  accountId: marketResult.accountId,
  roundId: marketResult.roundId,
  requestId: marketResult.requestId,
  decidedAt: marketResult.decidedAt,
  definitionVersion: marketResult.definitionVersion,
  codeSha256: marketResult.codeSha256,
  nodeValues: marketResult.nodeValues,
  grantedMm3: marketResult.grantedMm3,
  feeMicrosPerM3: marketResult.feeMicrosPerM3,
  vickreyMicros: marketResult.vickreyMicros,
  currentMicrosPerM3: marketResult.currentMicrosPerM3,
  returnedMm3: marketResult.returnedMm3,
  returnedAt: marketResult.returnedAt,
  letOffMicros: marketResult.letOffMicros,
};

/** Results of rounds, by round, seller and account: the scope's own account's, or everybody's. */
export function listResults(
  tx: Tx,
  scope: DataScope,
  roundIds: readonly number[],
): Promise<ResultRow[]> {
  return tx
    .select(resultColumns)
    .from(marketResult)
    .where(
      and(
        ownedBy(scope, marketResult),
        scope.kind === "seller" ? eq(marketResult.accountId, scope.accountId) : undefined,
        inArray(marketResult.roundId, [...roundIds]),
      ),
    )
    .orderBy(asc(marketResult.roundId), asc(marketResult.sellerId), asc(marketResult.accountId));
}

/** What all accounts of the scope's seller were granted in rounds: caps are counted per seller. */
export function listSellerGrants(
  tx: Tx,
  scope: DataScope,
  roundIds: readonly number[],
): Promise<{ readonly sellerId: number; readonly keptMm3: number }[]> {
  return tx
    .select({
      sellerId: marketResult.sellerId,
      keptMm3: sql<number>`sum(${marketResult.grantedMm3} - ${marketResult.returnedMm3})`.mapWith(
        Number,
      ),
    })
    .from(marketResult)
    .where(and(ownedBy(scope, marketResult), inArray(marketResult.roundId, [...roundIds])))
    .groupBy(marketResult.sellerId)
    .orderBy(asc(marketResult.sellerId));
}

export type NewResult = Omit<
  ResultRow,
  "currentMicrosPerM3" | "returnedMm3" | "returnedAt" | "letOffMicros"
>;

export async function insertResults(
  tx: Tx,
  _scope: WorkerScope,
  results: readonly NewResult[],
): Promise<void> {
  if (results.length === 0) return;
  await tx.insert(marketResult).values(
    results.map(({ nodeValues, ...row }) => ({
      ...row,
      nodeValues: [...nodeValues],
      currentMicrosPerM3: row.feeMicrosPerM3,
    })),
  );
}

/** Lowers what an earlier grant costs, or lets off what came back; never raises either. */
export async function updateOwed(
  tx: Tx,
  _scope: WorkerScope,
  { sellerId, accountId, roundId }: Pick<ResultRow, "sellerId" | "accountId" | "roundId">,
  owed: { readonly currentMicrosPerM3: number; readonly letOffMicros: number },
): Promise<void> {
  await tx
    .update(marketResult)
    .set(owed)
    .where(
      and(
        eq(marketResult.sellerId, sellerId),
        eq(marketResult.accountId, accountId),
        eq(marketResult.roundId, roundId),
      ),
    );
}

/** Gives granted space back, once; null when there is nothing to give back or it was done before. */
export async function returnSpace(
  tx: Tx,
  scope: SellerScope,
  roundId: number,
  returned: { readonly returnedMm3: number; readonly returnedAt: Date },
): Promise<{ readonly grantedMm3: number } | null> {
  const [row] = await tx
    .update(marketResult)
    .set(returned)
    .where(
      and(
        ownedBy(scope, marketResult),
        eq(marketResult.accountId, scope.accountId),
        eq(marketResult.roundId, roundId),
        sql`${marketResult.returnedAt} is null`,
        sql`${marketResult.grantedMm3} >= ${returned.returnedMm3}`,
      ),
    )
    .returning({ grantedMm3: marketResult.grantedMm3 });
  return row ?? null;
}

export interface GrantedSpaceRow {
  readonly accountId: number;
  readonly storageType: StorageType;
  readonly monthOn: string;
  readonly grantedMm3: number;
}

/** Space that accounts hold from rounds decided by then, less what they gave back by then: what their limits count. */
export function listGrantedSpace(
  tx: Tx,
  scope: DataScope,
  {
    marketplaceId,
    monthsOn,
    knownAt,
  }: {
    readonly marketplaceId: string;
    readonly monthsOn: readonly string[];
    readonly knownAt: Date;
  },
): Promise<GrantedSpaceRow[]> {
  const kept = sql<number>`${marketResult.grantedMm3} - case when ${marketResult.returnedAt} <= ${knownAt.toISOString()} then ${marketResult.returnedMm3} else 0 end`;
  return tx
    .select({
      accountId: marketResult.accountId,
      storageType: marketRound.storageType,
      monthOn: marketRound.monthOn,
      grantedMm3: kept.mapWith(Number),
    })
    .from(marketResult)
    .innerJoin(marketRound, eq(marketRound.id, marketResult.roundId))
    .where(
      and(
        ownedBy(scope, marketResult),
        eq(marketRound.marketplaceId, marketplaceId),
        inArray(marketRound.monthOn, [...monthsOn]),
        lte(marketResult.decidedAt, knownAt),
      ),
    )
    .orderBy(asc(marketResult.accountId), asc(marketRound.id));
}

/** Limits in force per seller, for caps: the newest announcement of every account, without granted space. */
export function listSellerLimits(
  tx: Tx,
  scope: DataScope,
  { marketplaceId, storageType, monthOn }: PoolMonth,
): Promise<{ readonly sellerId: number; readonly limitMm3: number }[]> {
  const own = scope.kind === "seller" ? sql`and a.seller_id = ${scope.sellerId}` : sql``;
  return tx
    .execute<{ seller_id: string; limit_mm3: string }>(sql`
      select l.seller_id, sum(l.limit_mm3 - l.granted_mm3)::bigint as limit_mm3
      from (
        select distinct on (a.seller_id, a.account_id) a.*
        from limit_announcement a
        join plan_run r on r.id = a.run_id and r.status = 'done'
        join ${account} c on c.seller_id = a.seller_id and c.id = a.account_id
        where c.marketplace_id = ${marketplaceId} and a.storage_type = ${storageType} and a.month_on = ${monthOn} ${own}
        order by a.seller_id, a.account_id, a.announced_at desc, a.id desc
      ) l
      group by l.seller_id order by l.seller_id`)
    .then((rows) =>
      [...rows].map((row) => ({
        sellerId: Number(row.seller_id),
        limitMm3: Number(row.limit_mm3),
      })),
    );
}

/** Sales value of the days before `asOfOn`, per account, of products of a storage type. */
export function listSales(
  tx: Tx,
  scope: DataScope,
  {
    marketplaceId,
    storageType,
    fromOn,
    toOn,
  }: {
    readonly marketplaceId: string;
    readonly storageType: StorageType;
    readonly fromOn: string;
    readonly toOn: string;
  },
): Promise<{ readonly accountId: number; readonly salesMicros: number }[]> {
  const own =
    scope.kind === "seller"
      ? sql`and o.seller_id = ${scope.sellerId} and o.account_id = ${scope.accountId}`
      : sql``;
  return tx
    .execute<{ account_id: string; sales: string }>(sql`
      select o.account_id, coalesce(sum(o.item_price_micros), 0)::bigint as sales
      from order_line o
      join ${account} c on c.seller_id = o.seller_id and c.id = o.account_id and c.marketplace_id = ${marketplaceId}
      join product_version v on v.seller_id = o.seller_id and v.product_id = o.product_id
        and v.recorded_to = 'infinity' and v.valid_from_on <= ${toOn}
        and not exists (select from product_version w where w.seller_id = v.seller_id and w.product_id = v.product_id
          and w.recorded_to = 'infinity' and w.valid_from_on <= ${toOn} and w.valid_from_on > v.valid_from_on)
      where o.recorded_to = 'infinity' and o.purchased_on between ${fromOn} and ${toOn} and o.status <> 'cancelled'
        and v.storage_type = ${storageType} ${own}
      group by o.account_id order by o.account_id`)
    .then((rows) =>
      [...rows].map((row) => ({
        accountId: Number(row.account_id),
        salesMicros: Number(row.sales),
      })),
    );
}
