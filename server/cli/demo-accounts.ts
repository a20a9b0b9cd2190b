// People of the demo world, and the one password they share. They exist where the demo world was loaded and nowhere else.
export const DEMO_PASSWORD = "twelve-tidy-shelves";

export type DemoRole = "seller" | "support" | "policy admin";

export interface DemoAccount {
  readonly role: DemoRole;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** Slugs of the accounts this person may open; none for staff, who see all. */
  readonly accounts: readonly string[];
  /** What there is to see, in a few words. */
  readonly hint: string;
}

const person = (
  role: DemoRole,
  name: string,
  mailbox: string,
  accounts: readonly string[],
  hint: string,
): DemoAccount => ({
  role,
  name,
  email: `${mailbox}@demo.whystock.example`,
  password: DEMO_PASSWORD,
  accounts,
  hint,
});

/** In the order they are offered for signing in. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  person(
    "seller",
    "Orchard Gate seller",
    "orchard",
    ["orchard-gate-kitchen"],
    "standard limits fall: the network keeps space for its own peak",
  ),
  person(
    "seller",
    "Saltbox Harbor seller",
    "saltbox",
    ["saltbox-harbor-home"],
    "in stock less often: shipments waited in the port of Long Beach",
  ),
  person(
    "seller",
    "Bluff Street seller",
    "bluff",
    ["bluff-street-trading"],
    "restocks late and little; sold out often",
  ),
  person(
    "seller",
    "Agency of two sellers",
    "agency",
    ["marrow-lane-apparel", "tollgate-large-goods"],
    "acts for two sellers: demand rose for one and fell for the other",
  ),
  person(
    "seller",
    "Nettie's Attic seller",
    "nettie",
    ["netties-attic"],
    "an individual account with a fixed limit",
  ),
  person(
    "seller",
    "Harrow Weald seller",
    "harrow",
    ["harrow-weald-uk"],
    "an empty account in the United Kingdom, for reports of your own",
  ),
  person("support", "Support desk", "support", [], "answers sellers' questions"),
  person("policy admin", "Policy author", "policy", [], "drafts and simulates policies"),
  person("policy admin", "Policy approver", "approver", [], "approves what the other drafted"),
];
