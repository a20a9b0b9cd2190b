// Decided limits and quantities as stages hand them on: columns of all nodes, and which row is whose.
import type { Columns } from "@/lib/optimizer/decision/index.ts";
import type { Package, PackedArray } from "./pack.ts";

/** Decisions and the integer columns that say whose each row is. */
export interface Decided {
  readonly values: Columns;
  readonly row: Readonly<Record<string, PackedArray>>;
}

const ROW = "row:";
const NODE = "node:";

const prefixed = <T>(prefix: string, record: Readonly<Record<string, T>>) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [prefix + name, value]));

const withPrefix = (prefix: string, arrays: Package["arrays"]) =>
  Object.fromEntries(
    Object.entries(arrays)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, values]) => [name.slice(prefix.length), values]),
  );

export const decidedPackage = ({ values, row }: Decided): Package => ({
  data: { count: values.count },
  arrays: { ...prefixed(ROW, row), ...prefixed(NODE, values.column) },
});

export function decidedOf({ data, arrays }: Package): Decided {
  const { count } = data as { count: number };
  const column = withPrefix(NODE, arrays) as Record<string, Float64Array>;
  return { values: { count, column }, row: withPrefix(ROW, arrays) };
}

/** The rows of `decided` for which `isWanted` holds, in order. */
export function pickRows({ values, row }: Decided, isWanted: (index: number) => boolean): Decided {
  const wanted: number[] = [];
  for (let index = 0; index < values.count; index++) if (isWanted(index)) wanted.push(index);
  const pick = <T extends PackedArray>(array: T): T => {
    const Type = array.constructor as new (length: number) => T;
    const picked = new Type(wanted.length);
    wanted.forEach((index, at) => {
      picked[at] = array[index] ?? 0;
    });
    return picked;
  };
  const picked = <T extends PackedArray>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(record).map(([name, array]) => [name, pick(array)]));
  return {
    values: { count: wanted.length, column: picked(values.column) },
    row: picked(row),
  };
}

export interface AccountRows {
  readonly sellerId: number;
  readonly accountId: number;
  readonly start: number;
  readonly end: number;
}

/** Runs of rows of the same account; rows are ordered by seller and account. */
export function accountRows({ values, row }: Decided): AccountRows[] {
  const groups: AccountRows[] = [];
  let start = 0;
  for (let index = 1; index <= values.count; index++) {
    if (index < values.count && row.accountId?.[index] === row.accountId?.[start]) continue;
    groups.push({
      sellerId: row.sellerId?.[start] ?? 0,
      accountId: row.accountId?.[start] ?? 0,
      start,
      end: index,
    });
    start = index;
  }
  return groups;
}
