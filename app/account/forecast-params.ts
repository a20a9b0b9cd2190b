// The state of the forecast screens in the address, read by the pages and by the screens.
import { parseAsInteger, parseAsStringLiteral } from "nuqs/server";
import type { RouterInputs } from "@/app/trpc/types.ts";
import { sortOf, tableParams } from "@/app/ui/table-params.ts";

const SORTS = ["sku", "next4", "next13", "change", "accuracy"] as const;
const FILTERS = ["all", "adjusted", "new", "stockOut", "discontinued"] as const;

export const forecastListParams = {
  ...tableParams(SORTS, "-next13"),
  only: parseAsStringLiteral(FILTERS).withDefault("all"),
};

interface ForecastListState {
  readonly sort: (typeof SORTS)[number] | `-${(typeof SORTS)[number]}`;
  readonly page: number;
  readonly q: string;
  readonly only: (typeof FILTERS)[number];
}

/** The procedure's input for a state of the address. */
export function forecastListInput(
  account: string,
  state: ForecastListState,
): RouterInputs["forecast"]["list"] {
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

/** Weeks of the past that the product's chart can show. */
export const PAST_CHOICES = ["13", "26", "52"] as const;

export const forecastProductParams = {
  /** The earlier run whose forecast is laid over; none when missing. */
  run: parseAsInteger,
  past: parseAsStringLiteral(PAST_CHOICES).withDefault("26"),
};
