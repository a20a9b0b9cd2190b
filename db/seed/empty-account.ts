// An account without facts, beside the simulated ones: for reports of one's own.
export const EMPTY_ACCOUNT = {
  sellerName: "Lantern Yard Imports",
  slug: "lantern-yard-uk",
  marketplaceId: "UK",
  kind: "professional",
  openedOn: "2026-11-16",
} as const;
