// Passwords: argon2id with OWASP's minimum (19 MiB, two passes), in PHC string form so that old hashes stay readable when the cost rises.
import { argon2 as argon2WithCallback, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { openTurns } from "@/server/core/bounded-work.ts";
import { DomainError } from "@/server/core/errors.ts";

const argon2 = promisify(argon2WithCallback);

export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 128;

const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const TAG_BYTES = 32;
const SALT_BYTES = 16;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Each hash takes 19 MiB and a core: more than two at once would let sign-ins starve everything else. */
const inHashTurn = openTurns({ most: 2, mostWaiting: 32 });

const unpadded = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString("base64").replace(/=+$/, "");

/** Hashes a new password. Throws DomainError `invalid` unless it has 12 to 128 characters. About 40 ms. */
export async function hashPassword(password: string): Promise<string> {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH_MIN || length > PASSWORD_LENGTH_MAX)
    throw new DomainError("invalid", {
      field: "password",
      minimum: PASSWORD_LENGTH_MIN,
      maximum: PASSWORD_LENGTH_MAX,
    });
  const nonce = randomBytes(SALT_BYTES);
  const message = password.normalize("NFKC");
  const tag = await inHashTurn(() =>
    argon2("argon2id", { message, nonce, ...COST, tagLength: TAG_BYTES }),
  );
  const cost = `m=${COST.memory},t=${COST.passes},p=${COST.parallelism}`;
  return `$argon2id$v=19$${cost}$${unpadded(nonce)}$${unpadded(tag)}`;
}

// What an unknown user's attempt is checked against, so that it costs what a known user's does; no password has this tag.
const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${unpadded(Buffer.alloc(SALT_BYTES, 7))}$${unpadded(Buffer.alloc(TAG_BYTES))}`;

/** Whether the password fits the stored hash; with no hash it takes as long and is false. Throws RangeError on a hash in another form. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const match = PHC.exec(stored ?? NOBODY);
  if (match === null) throw new RangeError("verifyPassword: the stored hash is no argon2id string");
  const [, memory, passes, parallelism, salt = "", tag = ""] = match;
  const expected = Buffer.from(tag, "base64");
  const message = [...password].slice(0, PASSWORD_LENGTH_MAX).join("").normalize("NFKC");
  const actual = await inHashTurn(() =>
    argon2("argon2id", {
      message,
      nonce: Buffer.from(salt, "base64"),
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      tagLength: expected.length,
    }),
  );
  return timingSafeEqual(actual, expected) && stored !== null;
}
