import { createReadStream } from "node:fs";
import type { ByteSource } from "@/server/ingest/text/content.ts";

const CHUNK_BYTES = 256 * 1024;

/** The bytes of a file, from its beginning at every call. */
export const fileSource =
  (path: string): ByteSource =>
  () =>
    createReadStream(path, { highWaterMark: CHUNK_BYTES });
