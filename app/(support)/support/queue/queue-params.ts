import { parseAsStringLiteral } from "nuqs/server";

/** Which cases the queue shows. */
export const queueParams = {
  status: parseAsStringLiteral(["unanswered", "all"]).withDefault("unanswered"),
};
