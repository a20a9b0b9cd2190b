import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { disclosureClasses } from "@/lib/optimizer/decision/index.ts";
import { hmacSha256, isSignedRoot, runSigner, saltOf } from "./sealing.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const signer = runSigner("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
const root = "ab".repeat(32);

describe("the key of a run's signature", () => {
  it("has the public key of RFC 8032, section 7.1, test 1", () => {
    expect(signer.publicKey).toBe(
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    );
  });

  it("signs a root so that another root, key or id is noticed", () => {
    const { keyId, publicKey } = signer;
    const signed = { rootSha256: root, keyId, publicKey, signature: signer.sign(root) };
    expect(isSignedRoot(signed)).toBe(true);
    expect(isSignedRoot({ ...signed, rootSha256: `0${root.slice(1)}` })).toBe(false);
    const other = runSigner("1".repeat(64));
    expect(isSignedRoot({ ...signed, publicKey: other.publicKey })).toBe(false);
    expect(isSignedRoot({ ...signed, keyId: other.keyId, publicKey: other.publicKey })).toBe(false);
  });
});

describe("the salts of a run", () => {
  it("are HMAC-SHA256, as node computes it", () => {
    for (const size of [0, 17, 55, 56, 64, 200]) {
      const key = Uint8Array.from({ length: 32 }, (_, i) => i * 7 + size);
      const message = Uint8Array.from({ length: size }, (_, i) => i + size);
      expect(hex(hmacSha256(key)(message))).toBe(
        createHmac("sha256", key).update(message).digest("hex"),
      );
    }
  });

  it("differ by run, history, account, decision and class, and are the same for the same run", () => {
    const key = signer.saltKey(root, null);
    expect(hex(signer.saltKey(root, null))).toBe(hex(key));
    const keys = [key, signer.saltKey(root, root), runSigner("1".repeat(64)).saltKey(root, null)];
    const salts = keys.flatMap((one) =>
      [
        { accountId: 1, key: 2 },
        { accountId: 2, key: 1 },
        { accountId: 1, key: 3 },
      ].flatMap((subject) => disclosureClasses.map((name) => hex(saltOf(one)(subject, name)))),
    );
    expect(new Set(salts).size).toBe(salts.length);
  });

  it("are quarters of SHAKE256 of the key, the account and the decision", () => {
    const key = signer.saltKey(root, null);
    expect([key.length, key[0]]).toEqual([33, 2]);
    const message = Buffer.alloc(48);
    message.set(key.subarray(1));
    message.writeDoubleBE(70, 32);
    message.writeDoubleBE(4099, 40);
    const all = createHash("shake256", { outputLength: 128 }).update(message).digest("hex");
    const salt = saltOf(key);
    const asked = ["confidential", "own", "bulletin", "policy"] as const;
    for (const subject of [
      { accountId: 1, key: 1 },
      { accountId: 70, key: 4099 },
    ])
      for (const name of asked) {
        const at = 64 * disclosureClasses.indexOf(name);
        const found = hex(salt(subject, name));
        if (subject.accountId === 70) expect(found).toBe(all.slice(at, at + 64));
        else expect(all).not.toContain(found);
      }
  });

  it("of runs before are still HMAC by class, and other keys are refused", () => {
    const key = Uint8Array.from({ length: 32 }, (_, i) => i);
    const message = Buffer.alloc(17);
    message[0] = 3;
    message.writeDoubleBE(70, 1);
    message.writeDoubleBE(4099, 9);
    expect(hex(saltOf(key)({ accountId: 70, key: 4099 }, "confidential"))).toBe(
      createHmac("sha256", key).update(message).digest("hex"),
    );
    expect(() => saltOf(new Uint8Array(33))).toThrow(/33 bytes is unknown/);
    expect(() => saltOf(new Uint8Array(16))).toThrow(/16 bytes is unknown/);
  });
});
