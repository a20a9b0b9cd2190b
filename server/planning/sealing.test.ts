import { createHmac } from "node:crypto";
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
});
