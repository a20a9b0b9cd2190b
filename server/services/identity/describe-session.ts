import type { AccountRow } from "@/server/repositories/account.ts";
import type { SessionAccount, SessionView } from "./schemas.ts";
import type { Principal } from "./session.ts";

/** An account as screens name it: without the ids of rows. */
export function describeAccount(row: AccountRow): SessionAccount {
  const { sellerId: _sellerId, accountId: _accountId, ...described } = row;
  return described;
}

/** Who is signed in, for the screens; null when nobody is. */
export function describeSession(principal: Principal | null): SessionView {
  if (principal === null) return null;
  const { userId, name, email, role, accounts } = principal;
  return { userId, name, email, role, accounts: accounts.map(describeAccount) };
}
