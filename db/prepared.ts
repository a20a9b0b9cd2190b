// Statements that are planned once a connection, not at every call. The query builder asks the driver for the opposite, so the driver's
// clients are changed here: the pool's, and those of its transactions.
import type { ISql, Sql } from "postgres";

/** A longer list of values is one of ids or of rows, whose length hardly comes twice. */
const MOST_VALUES = 40;

/** `client`, whose statements with few values are kept as long as the connection. */
export function preparing<T extends ISql>(client: T): T {
  const { unsafe } = client;
  const kept: ISql["unsafe"] = (text, values, options) =>
    values && values.length > 0 && values.length <= MOST_VALUES
      ? unsafe(text, values, { ...options, prepare: true })
      : unsafe(text, values, options);
  return Object.assign(client, { unsafe: kept }, transactionsOf(client));
}

type Work = (client: ISql) => unknown;

function transactionsOf(client: ISql): Partial<Pick<Sql, "begin">> {
  const opened: Record<string, unknown> = {};
  for (const name of ["begin", "savepoint"]) {
    const open = (client as unknown as Record<string, unknown>)[name];
    if (typeof open !== "function") continue;
    // The work is the last argument; options or a name may come before it.
    opened[name] = (...args: unknown[]) => {
      const work = args.pop() as Work;
      return open(...args, (inner: ISql) => work(preparing(inner)));
    };
  }
  return opened;
}
