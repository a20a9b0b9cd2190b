// Who the journeys are walked as. Each signs in once (sign-in.setup.ts); journeys start from the stored session.
import { DEMO_ACCOUNTS } from "../server/cli/demo-accounts.ts";

export type Person = "seller" | "newSeller" | "support" | "policyAuthor" | "policyApprover";

const emails: Readonly<Record<Person, string>> = {
  seller: "orchard@demo.whystock.example",
  newSeller: "harrow@demo.whystock.example",
  support: "support@demo.whystock.example",
  policyAuthor: "policy@demo.whystock.example",
  policyApprover: "approver@demo.whystock.example",
};

/** The sign-in of a person of the demo world. */
export function signInOf(person: Person): { readonly email: string; readonly password: string } {
  const account = DEMO_ACCOUNTS.find(({ email }) => email === emails[person]);
  if (!account) throw new Error(`the demo world has no ${emails[person]}`);
  return account;
}

/** Where a person's stored session lies. */
export const sessionOf = (person: Person): string => `test-results/sessions/${person}.json`;

export const people = Object.keys(emails) as readonly Person[];
