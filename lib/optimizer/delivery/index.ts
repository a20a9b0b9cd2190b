// The door of delivery speed: how fast orders could be promised from where stock lay, and why that changed. README.md.
export {
  deliverySpeed,
  MAX_BUILDINGS,
  type RegionSpeed,
  regionSpeeds,
  SPEED_MEASURES,
  type SpeedChange,
  type SpeedMeasure,
  type SpeedOrders,
  type SpeedWindow,
  speedWindow,
  splitSpeedChange,
} from "./delivery.ts";
export { type DeliveryAhead, type DeliveryArrival, speedWindowAhead } from "./delivery-ahead.ts";
export {
  type FasterBy,
  type FasterWith,
  type Placement,
  type ProductOrders,
  placementsForSpeed,
  withPlacements,
} from "./faster.ts";
