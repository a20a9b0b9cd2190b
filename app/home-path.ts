import type { Principal } from "@/server/auth/index.ts";

/** Where a person's work starts, by role; a seller without an account has nowhere to go yet. */
export function homePath(principal: Pick<Principal, "role" | "accounts">): string | null {
  switch (principal.role) {
    case "support":
      return "/support/queue";
    case "policy_admin":
      return "/policy/policies";
    case "seller": {
      const [first] = principal.accounts;
      return first ? `/s/${first.slug}/overview` : null;
    }
    default: {
      const never: never = principal.role;
      throw new RangeError(`homePath: unknown role ${String(never)}`);
    }
  }
}
