// Groups of accounts whose limits are compared: by how long they are here, and by what they sell most.
import { dayFromDate } from "@/lib/calendar/index.ts";
import type { LimitKpiFacts } from "@/lib/optimizer/capacity/index.ts";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import type { LimitRows } from "@/lib/optimizer/stages/index.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { listMainCategories, listPlanAccounts } from "@/server/repositories/snapshot.ts";
import { type StageContext, WORKER } from "./stage.ts";

const YEAR_DAYS = 365;

/** A name per row and dimension; null where nothing is known. */
export async function limitCohorts(
  {
    db,
    run,
  }: {
    readonly db: StageContext["db"];
    readonly run: Pick<StageContext["run"], "marketplaceId" | "accountId" | "asOfOn" | "knownAt">;
  },
  rows: LimitRows,
): Promise<LimitKpiFacts["cohorts"]> {
  const pair = { asOfOn: run.asOfOn, knownAt: run.knownAt };
  const filter = { marketplaceId: run.marketplaceId, accountId: run.accountId };
  const { accounts, categories } = await inScope(db, WORKER, async (tx) => ({
    accounts: await listPlanAccounts(tx, WORKER, filter, pair),
    categories: await listMainCategories(tx, WORKER, filter, pair),
  }));
  const asOfDay = dayFromDate(run.asOfOn);
  const ageOf = new Map(
    accounts.map(({ accountId, openedOn }) => [
      accountId,
      asOfDay - dayFromDate(openedOn) < YEAR_DAYS ? "1 under a year" : "2 a year and longer",
    ]),
  );
  const categoryOf = new Map(
    categories.map((row) => [`${row.accountId}/${row.storageType}`, row.category]),
  );
  const typeOf = (row: number) => storageTypes[rows.storageTypeIndex[row] ?? 0] ?? "standard";
  const accountIds = Array.from(rows.accountId);
  return [
    { dimension: "age", name: accountIds.map((id) => ageOf.get(id) ?? null) },
    {
      dimension: "category",
      name: accountIds.map((id, row) => categoryOf.get(`${id}/${typeOf(row)}`) ?? null),
    },
  ];
}
