import { createParser } from "nuqs/server";

const SEARCH_MAX = 120;

/** What is searched for; longer text than a search takes is cut. */
export const sellerSearchParams = {
  q: createParser({
    parse: (text) => text.trim().slice(0, SEARCH_MAX),
    serialize: String,
  }).withDefault(""),
};
