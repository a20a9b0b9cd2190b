// The quality page's state in the address, read by the page and by the screen.
import { parseAsString } from "nuqs/server";
import { marketplaceParams } from "../../marketplace-params.ts";

export const qualityParams = {
  ...marketplaceParams,
  /** The segment whose methods are shown; the whole when it names none. */
  segment: parseAsString.withDefault("all.all"),
};
