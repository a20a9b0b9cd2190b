// The placement table's state in the address, read by the page and by the screen.
import type { RouterInputs } from "@/app/trpc/types.ts";
import { tableParams } from "@/app/ui/table-params.ts";

export const placementParams = tableParams(["units"], "-units");

interface PlacementState {
  readonly page: number;
  readonly q: string;
}

/** The procedure's input for a state of the address. */
export const placementInput = (
  account: string,
  { q, page }: PlacementState,
): RouterInputs["placement"]["list"] => ({ account, search: q, page });
