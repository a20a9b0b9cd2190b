// Random secrets of this installation, made once and kept beside the data, readable by us alone.
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RolePasswords } from "../../db/bootstrap.ts";

export interface Secrets {
  readonly rolePasswords: RolePasswords;
  /** Key of the session tokens (NEXTAUTH_SECRET). */
  readonly sessionSecret: string;
  /** Seed of the key that runs are signed with (WHYSTOCK_SIGNING_KEY). */
  readonly signingKey: string;
}

const newSecret = () => randomBytes(32).toString("hex");

function readSecrets(file: string): Partial<Secrets> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Partial<Secrets>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw new Error(
      `${file} cannot be read (${(error as Error).message}); restore it, or remove it to have new secrets made`,
    );
  }
}

/** The secrets in `<dataDir>/secrets.json`, completed and written (mode 0600) where some are missing. */
export function loadSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "secrets.json");
  const found = readSecrets(file);
  const secrets: Secrets = {
    rolePasswords: found.rolePasswords ?? {
      owner: newSecret(),
      app: newSecret(),
      worker: newSecret(),
    },
    sessionSecret: found.sessionSecret ?? newSecret(),
    signingKey: found.signingKey ?? newSecret(),
  };
  if (!found.rolePasswords || !found.sessionSecret || !found.signingKey) {
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(partial, file);
  }
  chmodSync(file, 0o600);
  return secrets;
}
