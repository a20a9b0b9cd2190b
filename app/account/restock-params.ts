// The replenishment table's state in the address, read by the page and by the screen.
import { parseAsStringLiteral } from "nuqs/server";
import type { RouterInputs } from "@/app/trpc/types.ts";
import { sortOf, tableParams } from "@/app/ui/table-params.ts";

const SORTS = [
  "sku",
  "advisedUnits",
  "onHandUnits",
  "inboundUnits",
  "daysOfSupply",
  "demand",
  "sendByOn",
] as const;

const FILTERS = ["all", "advised", "outOfStock"] as const;

export const restockParams = {
  ...tableParams(SORTS, "-advisedUnits"),
  only: parseAsStringLiteral(FILTERS).withDefault("all"),
};

export type RestockInput = RouterInputs["replenishment"]["list"];

interface RestockState {
  readonly sort: (typeof SORTS)[number] | `-${(typeof SORTS)[number]}`;
  readonly page: number;
  readonly q: string;
  readonly only: (typeof FILTERS)[number];
}

/** The procedure's input for a state of the address. */
export function restockInput(account: string, state: RestockState): RestockInput {
  const { column, isDescending } = sortOf(state.sort);
  return {
    account,
    search: state.q,
    only: state.only,
    sort: column,
    direction: isDescending ? "desc" : "asc",
    page: state.page,
  };
}

/** The address of the CSV of the same rows. */
export function restockCsvHref(account: string, state: RestockState): string {
  const { page: _, ...filter } = restockInput(account, state);
  return `/api/export/replenishment?${new URLSearchParams(Object.entries(filter).map(([key, value]) => [key, String(value)]))}`;
}
