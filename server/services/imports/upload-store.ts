// Uploaded bytes on their way to the worker. They may hold buyers' data, so they are readable by our own user alone, and gone as soon
// as their facts are loaded.
import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { environment } from "@/server/core/env.ts";
import { DomainError } from "@/server/core/errors.ts";

export const MAX_UPLOAD_BYTES = 200 * 1024 * 1024;
/** What was never loaded is gone after this long. */
const KEPT_MS = 24 * 3_600_000;

/** Where uploads lie: below the data folder. */
export function uploadDirectory(): string {
  const { WHYSTOCK_DATA: data } = environment();
  if (data === undefined)
    throw new Error("environment: WHYSTOCK_DATA is not set; `npm start` sets it");
  return join(data, "uploads");
}

/** Path of an account's upload by the hash of its content. */
export const uploadPath = (directory: string, accountId: number, contentSha256: string): string =>
  join(directory, `${accountId}-${contentSha256}`);

/** Writes a stream into a new file and answers its path. Throws `limit_exceeded` past the limit, and leaves nothing then. */
export async function writeUpload(
  directory: string,
  body: AsyncIterable<Uint8Array>,
  maxBytes = MAX_UPLOAD_BYTES,
): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, `incoming-${randomUUID()}`);
  const file = await open(path, "wx", 0o600);
  try {
    let byteCount = 0;
    for await (const chunk of body) {
      byteCount += chunk.length;
      if (byteCount > maxBytes) throw new DomainError("limit_exceeded", { maximumBytes: maxBytes });
      await file.writeFile(chunk);
    }
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
  await file.close();
  return path;
}

export const moveUpload = (from: string, to: string): Promise<void> => rename(from, to);
export const removeUpload = (path: string): Promise<void> => rm(path, { force: true });

export const hasUpload = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null)) !== null;

/** Removes what was left behind: uploads that were cut short, and files whose job ended for good. */
export async function sweepUploads(directory: string, nowMs: number): Promise<number> {
  const names = await readdir(directory).catch(() => []);
  let removedCount = 0;
  for (const name of names) {
    const path = join(directory, name);
    const found = await stat(path).catch(() => null);
    if (found === null || nowMs - found.mtimeMs < KEPT_MS) continue;
    await removeUpload(path);
    removedCount++;
  }
  return removedCount;
}
