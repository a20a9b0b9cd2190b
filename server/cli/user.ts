// whystock user: adds a person who can sign in.
import { parseArgs } from "node:util";
import { newToken } from "@/server/core/ids.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { createUser } from "@/server/services/identity/create-user.ts";
import { findAccountScope } from "@/server/services/imports/find-account-scope.ts";
import { type Command, EXIT, print, UsageError, withOperator } from "./command.ts";

const HELP = `Usage: npm run whystock -- user EMAIL --name NAME (--account SLUG... | --role support|policy-admin)

Adds a person. A person acts for the sellers of the named accounts, or is staff; nobody is both.

  --name NAME           how the person is called on screen
  --account SLUG        an account whose seller the person acts for; may be repeated
  --role ROLE           support or policy-admin

Prints a password once; only its hash is kept. Exit code: 0 added, 1 refused, 2 wrong arguments.`;

const OPTIONS = {
  name: { type: "string" },
  account: { type: "string", multiple: true },
  role: { type: "string" },
} as const;

const STAFF_ROLES = { support: "support", "policy-admin": "policy_admin" } as const;

function readRequest(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
  });
  const [email, ...rest] = positionals;
  if (email === undefined || rest.length > 0)
    throw new UsageError("Give one email address. --help says more.");
  const { name, role, account: accounts = [] } = values;
  if (name === undefined) throw new UsageError("Say how the person is called: --name NAME.");
  if (role !== undefined && !Object.hasOwn(STAFF_ROLES, role)) {
    throw new UsageError(`--role takes one of ${Object.keys(STAFF_ROLES).join(", ")}.`);
  }
  if ((role === undefined) === (accounts.length === 0)) {
    throw new UsageError(
      "Say either whom the person acts for (--account) or the staff role (--role).",
    );
  }
  const staffRole = role === undefined ? null : STAFF_ROLES[role as keyof typeof STAFF_ROLES];
  return { email, name, accounts, staffRole };
}

async function addUser(
  ctx: WorkerContext,
  request: ReturnType<typeof readRequest>,
): Promise<number> {
  const { email, name, accounts, staffRole } = request;
  const sellerIds = new Set<number>();
  for (const slug of accounts) {
    const scope = await findAccountScope(ctx, slug);
    if (scope === null) throw new UsageError(`There is no account "${slug}".`);
    sellerIds.add(scope.sellerId);
  }
  const password = newToken();
  await createUser(ctx, { email, name, password, staffRole, sellerIds: [...sellerIds] });
  print(`${email} can sign in with the password\n${password}`);
  return EXIT.done;
}

export const userCommand: Command = {
  summary: "add a person who can sign in",
  help: HELP,
  run: (args) => {
    const request = readRequest(args);
    return withOperator((ctx) => addUser(ctx, request));
  },
};
