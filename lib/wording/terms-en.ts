// Short names that stand within sentences and lists.

/** What makes one building dearer than another. */
export const contrastPartLabelsEn = {
  lane: "Shipping to buyers",
  speed: "Faster delivery",
  building: "Costs of the building",
  room: "Room in the building",
} as const;

/** The rules that can hold an advised quantity down. */
export const quantityRuleLabelsEn = {
  override: "the quantity set by hand",
  discontinued: "the product being discontinued",
  unprofitable: "the product earning less than it costs to carry",
  stock: "the stock you have and what is on its way",
  space: "the price of space",
  budget: "your budget",
  lostSalesCap: "the cap on one order",
  pack: "whole case packs",
} as const;

/** Where a shipment is sent to, by the rate card. */
export const zoneLabelsEn = { east: "east", central: "central", west: "west" } as const;

/** How a shipment is split over buildings. */
export const splitLabelsEn = {
  optimised: "optimised",
  partial: "partial",
  minimal: "minimal",
} as const;
