// Which marketplace a page is about, in the address, read by the page and by the screen.
import { parseAsString } from "nuqs/server";

/** null = the first that can be planned. */
export const marketplaceParams = { marketplace: parseAsString };

/** The procedure's input for a state of the address. */
export const marketplaceInput = ({ marketplace }: { readonly marketplace: string | null }) =>
  marketplace === null ? {} : { marketplaceId: marketplace };
