// Tables as PostgreSQL's catalogue describes them.
import type { Sql } from "postgres";

export interface Column {
  readonly name: string;
  /** Type name of the catalogue, e.g. "int8", "_text". */
  readonly type: string;
  readonly isNullable: boolean;
  readonly enumLabels: readonly string[];
}

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly target: string;
}

export interface UniqueKey {
  readonly name: string;
  /** Null for an expression. */
  readonly columns: readonly (string | null)[];
}

export interface Table {
  readonly name: string;
  readonly isSellerOwned: boolean;
  readonly columns: readonly Column[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly uniqueKeys: readonly UniqueKey[];
}

/** Every table of the schema `public`, by name. */
export async function readCatalog(sql: Sql): Promise<Table[]> {
  const rows = await sql<Omit<Table, "isSellerOwned">[]>`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', t.typname, 'isNullable', not a.attnotnull,
          'enumLabels', (select coalesce(json_agg(e.enumlabel order by e.enumsortorder), '[]') from pg_enum e where e.enumtypid = t.oid))
          order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(json_agg(json_build_object('target', k.confrelid::regclass::text, 'columns',
          (select json_agg(a.attname order by u.place) from unnest(k.conkey) with ordinality u(attnum, place)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = u.attnum))), '[]')
        from pg_constraint k where k.conrelid = c.oid and k.contype = 'f') as "foreignKeys",
      (select coalesce(json_agg(json_build_object('name', i.indexrelid::regclass::text, 'columns',
          (select json_agg(a.attname order by u.place) from unnest(i.indkey) with ordinality u(attnum, place)
            left join pg_attribute a on a.attrelid = c.oid and a.attnum = u.attnum))), '[]')
        from pg_index i where i.indrelid = c.oid and i.indisunique) as "uniqueKeys"
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by c.relname`;
  return rows.map((row) => ({
    ...row,
    isSellerOwned: row.columns.some(({ name }) => name === "seller_id"),
  }));
}
