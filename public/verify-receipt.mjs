#!/usr/bin/env node
// Checks a receipt of a Whystock decision on your own machine: no network, nothing to install, Node 18 or newer.
//
//   node verify-receipt.mjs receipt.json --root ROOT [--root ROOT ...] [--key PUBLIC_KEY]
//
// ROOT is the root of the run as it was published (the page /roots of the portal, or a copy you kept). PUBLIC_KEY is the key
// of that page. The formulas are those of lib/optimizer/decision/README.md; this file shares no code with the portal.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const HEX_32 = /^[0-9a-f]{64}$/;
const CLASSES = ["own", "policy", "bulletin", "confidential"];

class Refused extends Error {}
const refuse = (message) => {
  throw new Refused(message);
};

const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const byte = (value) => Buffer.from([value]);
const uint32 = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const int64 = (value) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
};
const hash32 = (text, what) =>
  typeof text === "string" && HEX_32.test(text)
    ? Buffer.from(text, "hex")
    : refuse(`${what} is not a hash of 64 hex digits`);
const integer = (value, what) =>
  Number.isSafeInteger(value) ? value : refuse(`${what} is not a whole number`);

/** Digest of the seller's own values, from the values and the salt. */
function ownDigest({ definition, accountId, key, own }) {
  const names = own.values.map(({ id, unit }) => `${id} ${unit}`);
  const header = sha256(Buffer.from([definition, "own", ...names].join("\n"), "utf8"));
  const values = own.values.map(({ id, value }) => int64(integer(value, `value of ${id}`)));
  const subject = [int64(integer(accountId, "account")), int64(integer(key, "key"))];
  return sha256(byte(4), hash32(own.salt, "salt"), header, ...subject, ...values);
}

/** From a leaf to the root of its tree (RFC 9162, section 2.1.3.2). */
function climb(leaf, { index, count, path }, what) {
  let at = integer(index, `${what}: place`);
  let last = integer(count, `${what}: size`) - 1;
  let root = leaf;
  if (at < 0 || at > last) refuse(`${what}: place ${at} is outside a tree of ${last + 1}`);
  for (const step of path) {
    const sibling = hash32(step, `${what}: a step`);
    if (last === 0) refuse(`${what}: the way up is too long`);
    if (at % 2 === 1 || at === last) {
      root = sha256(byte(1), sibling, root);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else root = sha256(byte(1), root, sibling);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  if (last !== 0) refuse(`${what}: the way up is too short`);
  return root;
}

function rootOf(decision) {
  const { digests, inChunk, inRun, run } = decision;
  const all = [ownDigest(decision)];
  for (const name of CLASSES.slice(1)) all.push(hash32(digests[name], `digest ${name}`));
  const decisions = climb(sha256(byte(0), ...all), inChunk, "decision");
  const code = hash32(decision.codeSha256, "code");
  const chunk = sha256(byte(5), code, uint32(inChunk.count), decisions);
  const tree = climb(chunk, inRun, "chunk");
  const previous =
    run.previousRootSha256 === null
      ? Buffer.alloc(0)
      : hash32(run.previousRootSha256, "root of the run before");
  return sha256(
    byte(2),
    uint32(inRun.count),
    tree,
    hash32(run.snapshotSha256, "snapshot"),
    hash32(run.policySha256, "policies"),
    hash32(run.codeSha256, "code of the run"),
    uint32(previous.length),
    previous,
  ).toString("hex");
}

function isSigned({ rootSha256, signature }, publicKey) {
  const der = Buffer.concat([
    Buffer.from("302a300506032b6570032100", "hex"),
    hash32(publicKey, "public key"),
  ]);
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  const message = Buffer.from(`whystock run root 1\n${rootSha256}`, "utf8");
  return verify(null, message, key, Buffer.from(String(signature), "hex"));
}

function checkDecision(decision, { roots, key }) {
  const { run, own, definition } = decision;
  const root = rootOf(decision);
  if (root !== run.rootSha256) {
    refuse(
      `run ${run.runId}: the values of this receipt do not lead to its root; a value, a salt or a step was changed`,
    );
  }
  if (roots.length > 0 && !roots.includes(root)) {
    refuse(`run ${run.runId}: root ${root} is none of those you gave`);
  }
  if (key !== null && key !== run.publicKey) {
    refuse(`run ${run.runId}: signed with key ${run.publicKey}, not with the one you gave`);
  }
  if (!isSigned(run, run.publicKey))
    refuse(`run ${run.runId}: the signature is not that of its key`);
  const lines = [
    `Run ${run.runId}, ${definition}: the ${own.values.length} values below are what the run used and decided for you.`,
    `  They were fixed when the run ended (${run.sealedAt} by its own account) and nothing was changed since.`,
    `  Rules and code: the same hashes for all ${decision.inRun.count} parts of the run (policies ${run.policySha256.slice(0, 12)}, code ${run.codeSha256.slice(0, 12)}).`,
    "  What you are not shown was fixed at the same time: three digests stand for it, and none can be exchanged.",
    roots.length > 0
      ? "  The root is one that you gave: the run is the published one."
      : "  No --root was given: compare the root with the published one yourself.",
    key === null
      ? `  Signed with key ${run.keyId}, which this receipt names itself: give --key to check that it is the published one.`
      : `  Signed with the key that you gave (${run.keyId}).`,
    `  Root ${root}`,
  ];
  for (const { id, unit, value } of own.values) lines.push(`    ${id} = ${value} ${unit}`);
  return lines;
}

function readArguments(args) {
  const given = { file: null, roots: [], key: null };
  for (let i = 0; i < args.length; i++) {
    const value = () => args[++i] ?? refuse(`${args[i - 1]} needs a value`);
    if (args[i] === "--root") given.roots.push(hash32(value(), "--root").toString("hex"));
    else if (args[i] === "--key") given.key = hash32(value(), "--key").toString("hex");
    else if (given.file === null && !args[i].startsWith("--")) given.file = args[i];
    else refuse(`what is "${args[i]}"?`);
  }
  return given;
}

function main() {
  const given = readArguments(process.argv.slice(2));
  if (given.file === null)
    refuse("usage: node verify-receipt.mjs receipt.json --root ROOT [--key KEY]");
  const receipt = JSON.parse(readFileSync(given.file, "utf8"));
  if (receipt.format !== "whystock-receipt-1") refuse(`unknown format ${receipt.format}`);
  if (!Array.isArray(receipt.decisions) || receipt.decisions.length === 0)
    refuse("the receipt holds no decision");
  const lines = receipt.decisions.flatMap((decision) => checkDecision(decision, given));
  process.stdout.write(`The receipt holds.\n${lines.join("\n")}\n`);
}

try {
  main();
} catch (error) {
  const reason = error instanceof Refused ? error.message : `it cannot be read (${error.message})`;
  process.stderr.write(`The receipt does NOT hold: ${reason}.\n`);
  process.exitCode = 1;
}
