import type { StorageType } from "../core/storage-type.ts";
import type { Owner, Visibility } from "../decision/index.ts";

export interface WorldOptions {
  /** Same seed, same bytes. */
  readonly seed: number;
  /** Last day with facts (epoch day); 2026-11-22 when left out. */
  readonly asOfDay?: number;
  /** Part of every seller's products to simulate, in (0, 1]; 1 when left out. Small worlds are for tests. */
  readonly sizeShare?: number;
  /** Ids of planted events that shall not happen; see `withoutEvent`. */
  readonly withoutEvents?: readonly string[];
}

/** Options with every choice made. */
export interface WorldSpan {
  readonly seed: number;
  /** First day of the world, a Sunday (epoch day). */
  readonly firstDay: number;
  /** Last day with facts, inclusive (epoch day). */
  readonly asOfDay: number;
  /** asOfDay - firstDay + 1. */
  readonly dayCount: number;
  readonly sizeShare: number;
  readonly withoutEvents: readonly string[];
}

export interface Fc {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly state: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly openedDay: number;
}

/** Usable volume of one pool from a day on, as known from `recordedDay`. Later recorded versions win. */
export interface FcPoolVersion {
  readonly fc: number;
  readonly storageType: StorageType;
  readonly validFromDay: number;
  readonly recordedDay: number;
  readonly usableMm3: number;
  readonly note: string;
}

export interface FcRateVersion {
  readonly fc: number;
  readonly validFromDay: number;
  readonly recordedDay: number;
  readonly inboundUnitsPerDay: number;
  readonly outboundUnitsPerDay: number;
  /** Volume that can be handed to carriers. */
  readonly shippingMm3PerDay: number;
}

export interface Region {
  readonly code: string;
  readonly name: string;
  readonly state: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly populationShare: number;
}

/** From an FC to a region: distance, time and cost. */
export interface Route {
  readonly fc: number;
  readonly region: number;
  readonly distanceKm: number;
  readonly transitDays: number;
  readonly costMicrosPerUnit: number;
  readonly costMicrosPerKg: number;
}

/** A route with its lorries. */
export interface Lane extends Route {
  /** Weekdays on which one leaves; bit 0 = Sunday. */
  readonly departureWeekdays: number;
  /** Volume that one takes. */
  readonly departureMm3: number;
}

export interface Origin {
  readonly code: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly isImport: boolean;
}

/** From an origin to an FC, days at sea included. */
export interface InboundLane {
  readonly origin: number;
  readonly fc: number;
  readonly transitDays: number;
  readonly costMicrosPerUnit: number;
}

export interface Category {
  readonly code: string;
  readonly name: string;
}

/** A seller's only account. */
export interface Account {
  readonly sellerName: string;
  readonly slug: string;
  readonly kind: "individual" | "professional";
  readonly openedDay: number;
  readonly origin: number;
  /** What the seller has told the operator. */
  readonly declaredLeadTimeDays: number;
  readonly reviewDays: number;
  readonly firstProduct: number;
  readonly productCount: number;
}

export interface Product {
  readonly account: number;
  readonly category: number;
  readonly sku: string;
  readonly asin: string;
  readonly fnsku: string;
  readonly title: string;
  readonly storageType: StorageType;
  readonly lengthUm: number;
  readonly widthUm: number;
  readonly heightUm: number;
  readonly unitVolumeMm3: number;
  readonly weightMg: number;
  readonly costMicros: number;
  readonly casePackUnits: number;
  readonly declaredLeadTimeDays: number;
  /** Day from which the operator knows the product. */
  readonly createdDay: number;
}

/** What was true of a product's offer from a day on, ordered by (product, validFromDay). Recorded on the day itself. */
export interface ProductVersions {
  readonly length: number;
  readonly product: Int32Array;
  readonly validFromDay: Int32Array;
  readonly priceMicros: Int32Array;
  readonly isBuyable: Uint8Array;
  readonly isDiscontinued: Uint8Array;
}

/** Lines of customer orders, ordered by (day, account, product). */
export interface OrderLines {
  readonly length: number;
  readonly product: Int32Array;
  readonly day: Int32Array;
  readonly region: Uint8Array;
  readonly units: Int32Array;
  /** Price of one unit. */
  readonly priceMicros: Int32Array;
  /** Shared by the lines of one order; `orderNumberText` writes it. */
  readonly orderNumber: Int32Array;
  /** Day from which the operator knew the line; later than `day` where records came late. */
  readonly recordedDay: Int32Array;
  readonly isCancelled: Uint8Array;
}

/** Names of the ledger's kinds; the column `kind` holds an index into this list. */
export const INVENTORY_EVENT_KINDS = [
  "receipt",
  "customer_shipment",
  "customer_return",
  "transfer_in",
  "transfer_out",
  "found",
  "lost",
  "damaged",
  "disposed",
  "removal",
] as const;

/** Names of the ledger's dispositions; the column `disposition` holds an index into this list. */
export const DISPOSITIONS = ["sellable", "unsellable"] as const;

/**
 * Inventory ledger, ordered by (day, account). Rows of day firstDay - 1 are the opening balance: receipts without a
 * shipment. The sum of `units` per (product, fc, disposition) is the balance and is never below 0 at a day's end.
 */
export interface InventoryEvents {
  readonly length: number;
  readonly product: Int32Array;
  readonly fc: Uint8Array;
  readonly day: Int32Array;
  readonly kind: Uint8Array;
  readonly disposition: Uint8Array;
  /** Signed. */
  readonly units: Int32Array;
  /** Index into `shipments` for receipts, else -1. */
  readonly shipment: Int32Array;
}

/** Names of shipment states; the column `status` holds an index into this list. */
export const SHIPMENT_STATUSES = [
  "working",
  "shipped",
  "receiving",
  "closed",
  "cancelled",
] as const;

/** Inbound shipments, ordered by (account, createdDay). A day that has not come by asOfDay is -1. */
export interface Shipments {
  readonly length: number;
  readonly account: Int32Array;
  /** Number within the account, from 1; `shipmentNumberText` writes it. */
  readonly number: Int32Array;
  readonly origin: Uint8Array;
  readonly createdDay: Int32Array;
  readonly shippedDay: Int32Array;
  /** Arrival as planned when it was created; known from the beginning. */
  readonly expectedDay: Int32Array;
  /** Day of the first receipt. */
  readonly receivingDay: Int32Array;
  /** Day on which its last item closed, or on which it was cancelled. */
  readonly closedDay: Int32Array;
  /** State at the end of asOfDay. */
  readonly status: Uint8Array;
}

/** Items of shipments, ordered by shipment. */
export interface ShipmentItems {
  readonly length: number;
  readonly shipment: Int32Array;
  readonly product: Int32Array;
  readonly fc: Uint8Array;
  readonly unitsSent: Int32Array;
  /** Received by asOfDay. */
  readonly unitsReceived: Int32Array;
  /** -1 while open at asOfDay. */
  readonly closedDay: Int32Array;
}

export type NetworkEventKind =
  | "sale_event"
  | "port_delay"
  | "fc_outage"
  | "capacity_change"
  | "policy_change";

/** An entry of the network's calendar that everybody with the visibility may read. May lie after asOfDay. */
export interface NetworkEvent {
  readonly kind: NetworkEventKind;
  readonly title: string;
  readonly startDay: number;
  /** Last day, inclusive. */
  readonly endDay: number;
  /** Day from which it was known. */
  readonly recordedDay: number;
  /** -1 when it concerns no single FC. */
  readonly fc: number;
  readonly storageType: StorageType | null;
  readonly visibility: Visibility;
}

export type PlantedEventKind =
  | "portDelay"
  | "fcOutage"
  | "capacitySqueeze"
  | "policyChange"
  | "demandSurge"
  | "demandCollapse"
  | "priceRise"
  | "overstock"
  | "productLaunches"
  | "lateRecords"
  | "saleEvent";

/** Something that was made to happen, so that an explanation can be held against it. Never an input of a plan. */
export interface PlantedEvent {
  readonly id: string;
  readonly kind: PlantedEventKind;
  readonly startDay: number;
  /** Last day, inclusive; may lie after asOfDay. */
  readonly endDay: number;
  /** Accounts it acts on, empty = all; the first is the one a test should look at. */
  readonly accounts: readonly number[];
  /** FC it acts on, -1 = none. */
  readonly fc: number;
  readonly storageType: StorageType | null;
  readonly size: number;
  readonly sizeUnit: "days" | "share" | "factor" | "products" | "daysOfCover";
  /** Whose doing an explanation of its effect must name. */
  readonly cause: Owner;
}

/** What no operator can know: kept for tests, never a fact. Flat [productCount, dayCount]. */
export interface WorldTruth {
  /** Units that would have been ordered (and not cancelled) had every product been buyable and in stock. */
  readonly demandUnits: Uint16Array;
  /** Units that were ordered and shipped. */
  readonly soldUnits: Uint16Array;
  /** Expected order lines of the day. */
  readonly lineMean: Float32Array;
  /** Sellable units at the end of asOfDay by the simulator's own books. [productCount, fcCount] */
  readonly closingUnits: Int32Array;
  /** The same for unsellable units. */
  readonly closingUnsellableUnits: Int32Array;
}

export interface World {
  readonly span: WorldSpan;
  readonly fcs: readonly Fc[];
  readonly fcPools: readonly FcPoolVersion[];
  readonly fcRates: readonly FcRateVersion[];
  readonly regions: readonly Region[];
  readonly lanes: readonly Lane[];
  readonly origins: readonly Origin[];
  readonly inboundLanes: readonly InboundLane[];
  readonly categories: readonly Category[];
  readonly accounts: readonly Account[];
  readonly products: readonly Product[];
  readonly productVersions: ProductVersions;
  readonly orderLines: OrderLines;
  readonly inventoryEvents: InventoryEvents;
  readonly shipments: Shipments;
  readonly shipmentItems: ShipmentItems;
  readonly networkEvents: readonly NetworkEvent[];
  readonly plantedEvents: readonly PlantedEvent[];
  readonly truth: WorldTruth;
}
