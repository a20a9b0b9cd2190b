// A world of two sellers for tests of the walls between them: one row in every seller-owned table for each, found in the catalogue, so
// that a new table takes part by itself. Every text of a seller carries the seller's marker, every number lies in the seller's range.
import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import { type Column, type ForeignKey, readCatalog, type Table } from "./catalog.ts";

export interface SellerWorld {
  /** In every text of the seller. */
  readonly marker: string;
  /** Ids and figures of the seller lie in [base, base + 1,000,000). */
  readonly base: number;
  readonly slug: string;
  readonly sellerId: number;
  readonly accountId: number;
  readonly userId: number;
  /** Session key of the seller's user. */
  readonly sessionKey: string;
  /** Primary key of the seller's row by table, where it has a column `id`. */
  readonly rowIds: Readonly<Record<string, number | string>>;
}

export interface StaffWorld {
  readonly userId: number;
  readonly sessionKey: string;
}

export interface TenantWorld {
  readonly own: SellerWorld;
  readonly rival: SellerWorld;
  readonly support: StaffWorld;
  readonly policyAdmin: StaffWorld;
  readonly runId: number;
  readonly previousRunId: number;
  readonly policyVersionId: number;
  /** An open draft of the policy admin's. */
  readonly draftId: number;
  /** An open round of extra space; each seller has a request and a result in it. */
  readonly roundId: number;
  readonly asOfOn: string;
}

type Value = string | number | boolean | null | Uint8Array | readonly (number | string)[];

const AS_OF_ON = "2026-10-05";
const RUN_ID = 501;
const PREVIOUS_RUN_ID = 500;
const POLICY_VERSION_ID = 301;
const DRAFT_ID = 401;
const FORMULA_SET_ID = 101;
const ROUND_ID = 601;

/** Values that a check or the sense of a column asks for. */
const SPECIAL: Readonly<Record<string, Value>> = {
  "account.kind": "professional",
  "import_file.status": "loaded",
  "declined_question.viewer": "seller",
  "limit_announcement.kind": "confirmed",
  "product_version.is_discontinued": false,
  "account_setting.review_days": 7,
  "order_line.status": "shipped",
  "forecast_adjustment.factor_millionths": 1_200_000,
  "forecast_adjustment.milli_units_per_week": null,
  "declared_promotion.expected_factor_millionths": 1_500_000,
  "limit_announcement.granted_mm3": 0,
  "product_continuation.share_millionths": 500_000,
  granted_mm3: 0,
  probability_millionths: 500_000,
  weight_before_millionths: 500_000,
  weight_after_millionths: 400_000,
  unused_mm3: 0,
  from_month_on: "2026-11-01",
  to_month_on: "2026-12-01",
  "restock_override.units": 12,
  "placement_split.split": "minimal",
  "placement_split.state": "offered",
  "placement_split_choice.split": "minimal",
  "restock_term.minimum_units": 12,
  "restock_term.budget_micros": null,
  "market_result.granted_mm3": 5_000,
  "market_result.returned_mm3": 0,
  "market_result.returned_at": null,
  "market_result.current_micros_per_m_3": 0,
  model_id: null,
  occurrence: 1,
  formula_set_id: FORMULA_SET_ID,
  "support_case.question": null,
  chunk_no: 0,
  fc_id: 1,
  round_id: ROUND_ID,
  region_id: 1,
  run_id: RUN_ID,
  base_run_id: PREVIOUS_RUN_ID,
  policy_version_id: POLICY_VERSION_ID,
  marketplace_id: "US",
  month_on: "2026-11-01",
};

const uuidOf = (text: string): string => {
  const hex = createHash("md5").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};

interface Draft {
  marker: string;
  base: number;
  slug: string;
  userId: number;
  rowIds: Record<string, number | string>;
}

/** Columns that name another row of the same seller without a foreign key. */
const NAMED_ROW: Readonly<Record<string, string>> = {
  account_id: "account",
  product_id: "product",
  import_id: "import_file",
  shipment_id: "inbound_shipment",
  case_id: "support_case",
  explanation_id: "explanation",
};

const byType: Readonly<Record<string, (draft: Draft, name: string, number: number) => Value>> = {
  text: ({ marker }, name) => `${marker}-${name}`,
  date: () => AS_OF_ON,
  timestamptz: () => `${AS_OF_ON}T12:00:00Z`,
  jsonb: ({ marker }) => JSON.stringify({ marker }),
  bytea: ({ marker }) => new TextEncoder().encode(marker),
  bool: () => true,
  float8: () => 0.5,
  int2: () => 1,
  int4: ({ base }, _name, number) => base + number,
  int8: ({ base }, _name, number) => base + number,
  uuid: ({ marker }, name) => uuidOf(`${marker}.${name}`),
  _text: ({ marker }, name) => [`${marker}-${name}`],
  _int4: ({ base }, _name, number) => [base + number],
  _int8: ({ base }, _name, number) => [base + number],
};

function referenced(table: Table, column: Column, draft: Draft): Value | undefined {
  if (column.name === "seller_id") return draft.rowIds.seller ?? null;
  const key = table.foreignKeys.find(
    (foreign: ForeignKey) => foreign.columns.at(-1) === column.name,
  );
  if (key?.target === "app_user") return draft.userId;
  const target = key?.target ?? NAMED_ROW[column.name];
  return target === undefined ? undefined : draft.rowIds[target];
}

function columnValue(
  table: Table,
  column: Column,
  draft: Draft,
  number: number,
): Value | undefined {
  const special = [`${table.name}.${column.name}`, column.name].find((key) => key in SPECIAL);
  if (special !== undefined) return SPECIAL[special];
  if (column.name === "id" && column.type !== "uuid") return draft.base + number;
  if (table.name === "account" && column.name === "slug") return draft.slug;
  const reference = referenced(table, column, draft);
  if (reference !== undefined) return reference;
  if (column.enumLabels.length > 0) return column.enumLabels[0] ?? null;
  if (column.name === "recorded_to") return undefined;
  if (/_days$/.test(column.name)) return 21;
  if (column.name === "actor_id" || column.name === "created_by") return draft.userId;
  const make = byType[column.type];
  if (make === undefined)
    throw new Error(
      `tenant world: no value for ${table.name}.${column.name} of type ${column.type}`,
    );
  return make(draft, `${table.name}-${column.name}`, number);
}

async function insertRow(sql: Sql, table: Table, draft: Draft, number: number): Promise<void> {
  const entries = table.columns.flatMap((column, at) => {
    const value = columnValue(table, column, draft, number + at);
    return value === undefined ? [] : [[column.name, value] as const];
  });
  const row = Object.fromEntries(entries);
  await sql`insert into ${sql(table.name)} ${sql(row)}`;
  const id = row.id;
  if (typeof id === "number" || typeof id === "string") draft.rowIds[table.name] = id;
}

/** Parents before children; what a nullable key of a later table would name is left out. */
function inOrder(tables: readonly Table[]): Table[] {
  const names = new Set(tables.map(({ name }) => name));
  const done = new Set<string>();
  const order: Table[] = [];
  while (order.length < tables.length) {
    const next = tables.find(
      ({ name, foreignKeys }) =>
        !done.has(name) &&
        foreignKeys.every(
          ({ target }) => !names.has(target) || done.has(target) || target === name,
        ),
    );
    if (next === undefined) throw new Error("tenant world: foreign keys form a ring");
    done.add(next.name);
    order.push(next);
  }
  return order;
}

async function insertShared(sql: Sql, { policyBodies }: WorldOptions): Promise<void> {
  await sql`insert into marketplace (id, name, currency, time_zone) values ('US', 'United States', 'USD', 'America/Los_Angeles')`;
  await sql`insert into fc (id, marketplace_id, code, city, state, latitude, longitude, opened_on)
    values (1, 'US', 'ONT1', 'Ontario', 'CA', 34, -117, '2020-01-01')`;
  await sql`insert into region (id, marketplace_id, code, name, state, latitude, longitude, population_share)
    values (1, 'US', 'CA-S', 'Southern California', 'CA', 34, -118, 0.05)`;
  await sql`insert into policy_version (id, policy, version, body, body_sha256, effective_on, reason) values
    (${POLICY_VERSION_ID}, 'capacity', 1, ${JSON.stringify(policyBodies?.capacity ?? {})}, 'x', '2026-01-01', 'first'),
    (${POLICY_VERSION_ID + 1}, 'replenishment', 1, ${JSON.stringify(policyBodies?.replenishment ?? {})}, 'x', '2026-01-01', 'first'),
    (${POLICY_VERSION_ID + 2}, 'market', 1, ${JSON.stringify(policyBodies?.market ?? {})}, 'x', '2026-01-01', 'first')`;
  for (const id of [PREVIOUS_RUN_ID, RUN_ID])
    await sql`insert into plan_run (id, marketplace_id, status, as_of_on, known_at, capacity_policy_id, replenishment_policy_id, engine, previous_run_id, finished_at)
      values (${id}, 'US', 'done', ${AS_OF_ON}, now(), ${POLICY_VERSION_ID}, ${POLICY_VERSION_ID + 1}, 'test',
        ${id === RUN_ID ? PREVIOUS_RUN_ID : null}, now())`;
  await sql`insert into market_round (id, marketplace_id, storage_type, month_on, policy_version_id, run_id, opens_at, closes_at)
    values (${ROUND_ID}, 'US', 'standard', '2026-12-01', ${POLICY_VERSION_ID + 2}, ${RUN_ID}, now() - interval '1 day', now() + interval '6 days')`;
  await sql`insert into market_book (round_id, free_mm3) values (${ROUND_ID}, 0)`;
  await sql`insert into formula_set (id, definition, version, code_sha256, spec) values (${FORMULA_SET_ID}, 'capacity', '1', 'x', '{}')`;
}

async function insertPerson(
  sql: Sql,
  email: string,
  staffRole: string | null,
): Promise<StaffWorld> {
  const [user] = await sql<{ id: string }[]>`
    insert into app_user (email, name, staff_role) values (${email}, ${email}, ${staffRole}) returning id`;
  const userId = Number(user?.id);
  const sessionKey = `key-of-${email}`;
  const keySha256 = createHash("sha256").update(sessionKey).digest("hex");
  await sql`insert into user_session (key_sha256, user_id, expires_at) values (${keySha256}, ${userId}, now() + interval '20 minutes')`;
  return { userId, sessionKey };
}

async function insertSeller(
  sql: Sql,
  tables: readonly Table[],
  marker: string,
  base: number,
): Promise<SellerWorld> {
  const slug = `${marker}-us`;
  const { userId, sessionKey } = await insertPerson(sql, `owner@${marker}.example`, null);
  const draft: Draft = { marker, base, slug, userId, rowIds: { seller: base } };
  await sql`insert into seller (id, name) values (${base}, ${`${marker}-seller-name`})`;
  let number = 1_000;
  for (const table of tables) {
    await insertRow(sql, table, draft, number);
    number += 100;
  }
  const accountId = Number(draft.rowIds.account);
  return {
    marker,
    base,
    slug,
    sellerId: base,
    accountId,
    userId,
    sessionKey,
    rowIds: draft.rowIds,
  };
}

export interface WorldOptions {
  /** Tables that the caller fills. */
  readonly except?: readonly string[];
  readonly policyBodies?: {
    readonly capacity: object;
    readonly replenishment: object;
    readonly market?: object;
  };
}

/** Fills an empty, migrated database through a connection that may write everywhere. */
export async function createTenantWorld(
  sql: Sql,
  options: WorldOptions = {},
): Promise<TenantWorld> {
  await insertShared(sql, options);
  const { except = [] } = options;
  const tables = inOrder(
    (await readCatalog(sql)).filter(
      ({ isSellerOwned, name }) => isSellerOwned && !except.includes(name),
    ),
  );
  const own = await insertSeller(sql, tables, "ownmill", 41_000_000);
  const rival = await insertSeller(sql, tables, "rivalforge", 87_000_000);
  const support = await insertPerson(sql, "support@whystock.example", "support");
  const policyAdmin = await insertPerson(sql, "policy@whystock.example", "policy_admin");
  await sql`insert into policy_draft (id, policy, base_version_id, body, reason, author_id)
    values (${DRAFT_ID}, 'capacity', ${POLICY_VERSION_ID}, ${JSON.stringify(options.policyBodies?.capacity ?? {})}, 'a draft', ${policyAdmin.userId})`;
  return {
    own,
    rival,
    support,
    policyAdmin,
    runId: RUN_ID,
    previousRunId: PREVIOUS_RUN_ID,
    policyVersionId: POLICY_VERSION_ID,
    draftId: DRAFT_ID,
    roundId: ROUND_ID,
    asOfOn: AS_OF_ON,
  };
}

/**
 * What of the seller's shows in a value: the marker, or a number of the seller's range; null when nothing does. What stands in `asked`
 * is the caller's own word, and its echo tells nothing.
 */
export function traceOf(seller: SellerWorld, value: unknown, asked?: unknown): string | null {
  const [text, question] = [value, asked].map((part) => JSON.stringify(part) ?? "") as [
    string,
    string,
  ];
  const figure = new RegExp(`(?<![\\d.])${String(seller.base).slice(0, 2)}\\d{6}(?!\\d)`, "g");
  const word = new RegExp(`[\\w.@-]*${seller.marker}[\\w.@-]*`, "g");
  const found = [...text.matchAll(word), ...text.matchAll(figure)].map(([match]) => match);
  return found.find((match) => !question.includes(match)) ?? null;
}
