// The fees view's state in the address, read by the page and by the screen.
import { parseAsString } from "nuqs/server";
import type { RouterInputs } from "@/app/trpc/types.ts";
import { parseAsPage } from "@/app/ui/table-params.ts";

export const feesParams = {
  /** First day of a month; the newest whole one where missing. */
  month: parseAsString,
  page: parseAsPage.withDefault(1),
};

export const FEES_PAGE_ROWS = 25;

interface FeesState {
  readonly month: string | null;
  readonly page: number;
}

/** The procedure's input for a state of the address; what is no month is left out. */
export const feesInput = (
  account: string,
  { month, page }: FeesState,
): RouterInputs["fees"]["get"] => ({
  account,
  ...(month !== null && /^\d{4}-(0[1-9]|1[0-2])-01$/.test(month) ? { month } : {}),
  offset: (page - 1) * FEES_PAGE_ROWS,
});
