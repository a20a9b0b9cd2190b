// What postgres 3.4.9 does wrong when a connection is lost, repaired in the installed package (its issues 1066, 1154 and 1208 are open):
// a transaction whose connection is gone writes to no socket, from a timer, which ends the process; what it had buffered goes out first
// on the next connection, which never comes up; its later statements run on whoever borrows that connection next; a query that was
// given to a dying connection is never answered; an error from before the loss is taken for an answer after it.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const VERSION = "3.4.9";
const COPIES = ["src", "cjs/src"];

/** Each place of the driver once: what stands there, and what stands there instead. */
export const EDITS = [
  {
    file: "connection.js",
    before: `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)`,
    after: `  function nextWrite(fn) {
    if (socket === null) {
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }
    const x = socket.write(chunk, fn)`,
  },
  {
    file: "connection.js",
    before: `    incomings = null
    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
    after: `    incomings = null
    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)`,
  },
  {
    file: "connection.js",
    before: `    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
`,
    after: `    const isUnanswered = query || sent.length
    query = initial ? null : query
    errorResponse = results = null

    if (initial)
      return reconnect()

    isUnanswered && error(Errors.connection('CONNECTION_CLOSED', options))
    query = null
`,
  },
  {
    file: "connection.js",
    before: `        return fetchArrayTypes()
`,
    after: `        return fetchArrayTypes().catch(() => undefined)
`,
  },
  {
    file: "index.js",
    before: `      , connection
      , prepare = null
`,
    after: `      , connection
      , lost = null
      , prepare = null
`,
  },
  {
    file: "index.js",
    before: `        new Promise((_, reject) => connection.onclose = reject)
      ])`,
    after: `        new Promise((_, reject) => connection.onclose = e => reject(lost = e))
      ])`,
  },
  {
    file: "index.js",
    before: `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full`,
    after: `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
        c.queue === full`,
  },
];

function repaired(text, edits, path) {
  let result = text;
  for (const { before, after } of edits) {
    if (result.includes(after)) continue;
    if (result.split(before).length !== 2)
      throw new Error(`${path} is not the driver this repair was written for`);
    result = result.replace(before, () => after);
  }
  return result;
}

/** Repairs the driver under `root`; returns how many files changed. Throws when the driver is another version. */
export function patchDriver(root) {
  const home = join(root, "node_modules/postgres");
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  if (version !== VERSION)
    throw new Error(
      `postgres ${version} is installed; scripts/driver-patch.mjs was written for ${VERSION}: see whether it is still needed`,
    );
  let changedCount = 0;
  for (const copy of COPIES)
    for (const file of new Set(EDITS.map((edit) => edit.file))) {
      const path = join(home, copy, file);
      const text = readFileSync(path, "utf8");
      const result = repaired(
        text,
        EDITS.filter((edit) => edit.file === file),
        path,
      );
      if (result === text) continue;
      // Beside and renamed: another process may be reading it.
      writeFileSync(`${path}.${process.pid}`, result);
      renameSync(`${path}.${process.pid}`, path);
      changedCount += 1;
    }
  return changedCount;
}
