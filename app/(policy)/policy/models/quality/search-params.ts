// The quality page's state in the address, read by the page and by the screen.
import { createSerializer, parseAsString } from "nuqs/server";
import { marketplaceParams } from "../../marketplace-params.ts";

export const qualityParams = {
  ...marketplaceParams,
  /** The segment whose methods are shown; the whole when it names none. */
  segment: parseAsString.withDefault("all.all"),
};

const query = createSerializer(qualityParams);

/** The page of a segment, in the marketplace that is shown. */
export const segmentHref = (marketplace: string | null, segment: string): string =>
  `/policy/models/quality${query({ marketplace, segment })}`;
