// The demo world: a year and a half of a fulfilment network's marketplace, written as facts from a seed, with planted
// events whose dates and sizes are known. What it contains and how it is made: README.md.
export { hashWorld } from "./hash.ts";
export { orderNumberText, shipmentNumberText } from "./numbers.ts";
export { withoutEvent } from "./planted-events.ts";
export { simulateWorld } from "./simulate-world.ts";
export { DEFAULT_AS_OF_DAY, DEMO_SEED } from "./span.ts";
export { type AccountSummary, accountInStockShares, summariseWorld } from "./summary.ts";
export {
  type Account,
  type Category,
  DISPOSITIONS,
  type Fc,
  type FcPoolVersion,
  type FcRateVersion,
  INVENTORY_EVENT_KINDS,
  type InboundLane,
  type InventoryEvents,
  type Lane,
  type NetworkEvent,
  type NetworkEventKind,
  type OrderLines,
  type Origin,
  type PlantedEvent,
  type PlantedEventKind,
  type Product,
  type ProductVersions,
  type Region,
  SHIPMENT_STATUSES,
  type ShipmentItems,
  type Shipments,
  type World,
  type WorldOptions,
  type WorldSpan,
  type WorldTruth,
} from "./types.ts";
