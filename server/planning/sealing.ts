// The keys of a run: what its root is signed with, and what its salts come from.
import { createPrivateKey, createPublicKey, hash, sign, verify } from "node:crypto";
import type { DisclosureClass, Salt } from "@/lib/optimizer/decision/index.ts";
import { disclosureClasses } from "@/lib/optimizer/decision/index.ts";
import { requiredEnv } from "@/server/core/env.ts";
import { sha256Bytes, sha256Hex } from "@/server/core/hash.ts";

// DER of an Ed25519 key before its 32 bytes (RFC 8410, section 7).
const PRIVATE_DER = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_DER = Buffer.from("302a300506032b6570032100", "hex");
const SIGNED = "whystock run root 1\n";
const SALT_PURPOSE = "whystock salts 1\n";

const HASH_BYTES = 32;
const BLOCK_BYTES = 64;
/** First byte of a salt key: how salts come from it. A key of 32 bytes has none, and is of a run before that byte. */
const SALTS_AT_ONCE = 2;

export interface RunSigner {
  /** First 16 hex digits of the SHA-256 of the public key. */
  readonly keyId: string;
  /** 32 bytes in hex. */
  readonly publicKey: string;
  /** Ed25519 under a root of 64 hex digits, hex. */
  readonly sign: (rootSha256: string) => string;
  /** Key of the salts of a run: the same for the same inputs and history, and told by nothing that is published. */
  readonly saltKey: (inputSha256: string, previousRootSha256: string | null) => Uint8Array;
}

/** A signer from its seed of 64 hex digits. */
export function runSigner(seedHex: string): RunSigner {
  const seed = Buffer.from(seedHex, "hex");
  const privateKey = createPrivateKey({
    key: Buffer.concat([PRIVATE_DER, seed]),
    format: "der",
    type: "pkcs8",
  });
  const der = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const publicKey = der.subarray(PUBLIC_DER.length);
  const saltSecret = hmacSha256(seed);
  const purpose = sha256Bytes(SALT_PURPOSE);
  return {
    keyId: keyIdOf(publicKey),
    publicKey: publicKey.toString("hex"),
    sign: (root) => sign(null, Buffer.from(SIGNED + root), privateKey).toString("hex"),
    saltKey: (inputSha256, previousRootSha256) => {
      const run = Buffer.from(`${inputSha256} ${previousRootSha256 ?? "none"}`);
      return Buffer.concat([
        Uint8Array.of(SALTS_AT_ONCE),
        saltSecret(Buffer.concat([purpose, run])),
      ]);
    },
  };
}

/** The signer of this process; throws when no key is configured. */
export const configuredSigner = (): RunSigner => runSigner(requiredEnv("WHYSTOCK_SIGNING_KEY"));

const keyIdOf = (publicKey: Uint8Array): string => sha256Hex(publicKey).slice(0, 16);

export interface SignedRoot {
  readonly rootSha256: string;
  readonly keyId: string;
  readonly publicKey: string;
  readonly signature: string;
}

/** Whether the key of that id made the signature. */
export function isSignedRoot({ rootSha256, keyId, publicKey, signature }: SignedRoot): boolean {
  const bytes = Buffer.from(publicKey, "hex");
  if (keyIdOf(bytes) !== keyId) return false;
  const key = createPublicKey({
    key: Buffer.concat([PUBLIC_DER, bytes]),
    format: "der",
    type: "spki",
  });
  return verify(null, Buffer.from(SIGNED + rootSha256), key, Buffer.from(signature, "hex"));
}

/** HMAC-SHA256 (RFC 2104) of short messages under one key, by two one-shot hashes: a fifth of the time of node's Hmac object. */
export function hmacSha256(key: Uint8Array): (message: Uint8Array) => Uint8Array {
  if (key.length > BLOCK_BYTES) {
    throw new RangeError(`hmacSha256: a key has at most 64 bytes, got ${key.length}`);
  }
  const padded = new Uint8Array(BLOCK_BYTES);
  padded.set(key);
  const outer = new Uint8Array(BLOCK_BYTES + HASH_BYTES);
  outer.set(padded.map((byte) => byte ^ 0x5c));
  let inner = padded.map((byte) => byte ^ 0x36);
  return (message) => {
    const size = BLOCK_BYTES + message.length;
    // Messages of one length, the usual case, are written over each other.
    if (inner.length !== size) {
      const block = inner.subarray(0, BLOCK_BYTES);
      inner = new Uint8Array(size);
      inner.set(block);
    }
    inner.set(message, BLOCK_BYTES);
    outer.set(sha256Bytes(inner), BLOCK_BYTES);
    return sha256Bytes(outer);
  };
}

const classPlace = new Map<DisclosureClass, number>(disclosureClasses.map((one, i) => [one, i]));
const placeOf = (disclosed: DisclosureClass): number => classPlace.get(disclosed) ?? 0;

/** Salts of a run from the key that was kept of it. Throws RangeError for a key that no build wrote. */
export function saltOf(saltKey: Uint8Array): Salt {
  if (saltKey.length === HASH_BYTES) return saltPerClass(saltKey);
  if (saltKey.length === 1 + HASH_BYTES && saltKey[0] === SALTS_AT_ONCE)
    return saltsAtOnce(saltKey.subarray(1));
  throw new RangeError(`salts: a key of ${saltKey.length} bytes is unknown`);
}

/** The four salts of a decision are the quarters of SHAKE256(key of the run | account | key of the decision), 128 bytes. */
function saltsAtOnce(key: Uint8Array): Salt {
  const message = new Uint8Array(HASH_BYTES + 16);
  message.set(key);
  const view = new DataView(message.buffer);
  const asked = {
    outputEncoding: "binary",
    outputLength: disclosureClasses.length * HASH_BYTES,
  } as const;
  // A committer asks class by class: the last decision's are at hand.
  let [lastAccountId, lastKey, salts] = [Number.NaN, Number.NaN, new Uint8Array()];
  return (subject, disclosed) => {
    if (subject.accountId !== lastAccountId || subject.key !== lastKey) {
      [lastAccountId, lastKey] = [subject.accountId, subject.key];
      view.setFloat64(HASH_BYTES, lastAccountId);
      view.setFloat64(HASH_BYTES + 8, lastKey);
      salts = Buffer.from(hash("shake256", message, asked), "latin1");
    }
    const from = placeOf(disclosed) * HASH_BYTES;
    return salts.subarray(from, from + HASH_BYTES);
  };
}

/** As runs before had them: HMAC(key of the run, class | account | key of the decision). */
function saltPerClass(key: Uint8Array): Salt {
  const mac = hmacSha256(key);
  const message = new Uint8Array(17);
  const view = new DataView(message.buffer);
  return (subject, disclosed) => {
    view.setUint8(0, placeOf(disclosed));
    view.setFloat64(1, subject.accountId);
    view.setFloat64(9, subject.key);
    return mac(message);
  };
}
