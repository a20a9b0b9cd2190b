// The bytes of a report: plain or gzip, of any character set a marketplace uses. A file is read twice: once to know its hash and
// character set, once to parse it, so that memory stays flat whatever its size.
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { ReportFailure } from "../report-failure.ts";

/** Opens the stored bytes from their beginning, as often as asked. */
export type ByteSource = () => AsyncIterable<Uint8Array>;

export const CHARSETS = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "shift_jis"] as const;
export type Charset = (typeof CHARSETS)[number];

export interface ContentFacts {
  /** Hash of the text's bytes, after gunzip: a file and its gzip are the same content. */
  readonly contentSha256: string;
  readonly byteCount: number;
  readonly charset: Charset;
}

/** A gzip may be a bomb: past this many bytes of text the file is refused. */
export const MAX_CONTENT_BYTES = 2 * 1024 ** 3;

const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;
const isZip = (head: Uint8Array): boolean => head[0] === 0x50 && head[1] === 0x4b && head[2] === 3;

async function* chain(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = Readable.from(packed);
  const output = createGunzip();
  input.on("error", (error) => output.destroy(error));
  input.pipe(output);
  try {
    yield* output as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (isZlibError(error))
      throw new ReportFailure(
        "damaged_gzip",
        "The gzip file is damaged or cut off: send it again.",
      );
    throw error;
  } finally {
    input.destroy();
    output.destroy();
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(Z_|ERR_)/.test(String(error.code));

async function readHead(
  bytes: AsyncIterator<Uint8Array>,
): Promise<{ head: Uint8Array; isEnd: boolean }> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 4) {
    const next = await bytes.next();
    if (next.done) return { head, isEnd: true };
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return { head, isEnd: false };
}

/** The text's bytes, unpacked. Throws ReportFailure for an empty, damaged or oversized file and for spreadsheets. */
export async function* contentBytes(
  source: ByteSource,
  maxBytes = MAX_CONTENT_BYTES,
): AsyncGenerator<Uint8Array> {
  const stored = source()[Symbol.asyncIterator]();
  try {
    const { head } = await readHead(stored);
    if (head.length === 0) throw new ReportFailure("empty_file", "The file is empty.");
    if (isZip(head))
      throw new ReportFailure(
        "not_text",
        "This is a spreadsheet or zip file: save it as tab-separated text, or unpack it first.",
      );
    const bytes = chain(head, stored);
    let count = 0;
    for await (const chunk of isGzip(head) ? gunzip(bytes) : bytes) {
      count += chunk.length;
      if (count > maxBytes)
        throw new ReportFailure("too_large", `The file holds more than ${maxBytes} bytes of text.`);
      yield chunk;
    }
    if (count === 0) throw new ReportFailure("empty_file", "The file is empty.");
  } finally {
    await stored.return?.();
  }
}

function charsetOfMark(head: Uint8Array): Charset | null {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  // A header line is plain ASCII: its zero bytes tell UTF-16 without a mark.
  if (a === 0 && b !== 0) return "utf-16be";
  if (a !== 0 && b === 0) return "utf-16le";
  return null;
}

/** Reads the whole file once. A byte order mark wins over what was stated; text that is no UTF-8 is taken as Windows-1252. */
export async function inspectContent(
  source: ByteSource,
  stated: Charset | null = null,
  maxBytes = MAX_CONTENT_BYTES,
): Promise<ContentFacts> {
  const hash = createHash("sha256");
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let byteCount = 0;
  let isUtf8 = true;
  let head: Uint8Array = new Uint8Array(0);
  for await (const chunk of contentBytes(source, maxBytes)) {
    hash.update(chunk);
    byteCount += chunk.length;
    if (head.length < 4) head = Buffer.concat([head, chunk.subarray(0, 4)]);
    isUtf8 &&= canDecode(utf8, chunk);
  }
  isUtf8 &&= canDecode(utf8, null);
  const charset = charsetOfMark(head) ?? stated ?? (isUtf8 ? "utf-8" : "windows-1252");
  return { contentSha256: hash.digest("hex"), byteCount, charset };
}

function canDecode(utf8: TextDecoder, chunk: Uint8Array | null): boolean {
  try {
    if (chunk === null) utf8.decode();
    else utf8.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The text, a chunk at a time, without its byte order mark; bytes that are no text of the charset become U+FFFD. */
export async function* contentText(source: ByteSource, charset: Charset): AsyncGenerator<string> {
  const decoder = new TextDecoder(charset);
  for await (const chunk of contentBytes(source)) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== "") yield text;
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}
