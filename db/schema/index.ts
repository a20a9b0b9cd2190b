// Every table and enum, for Drizzle and for migrations.
export * from "./audit.ts";
export * from "./decision.ts";
export * from "./enums.ts";
export * from "./explanation.ts";
export * from "./forecast.ts";
export * from "./identity.ts";
export * from "./import.ts";
export * from "./inventory.ts";
export * from "./network.ts";
export * from "./order.ts";
export * from "./policy.ts";
export * from "./product.ts";
export * from "./rate-limit.ts";
export * from "./run.ts";
export * from "./seller.ts";
export * from "./shipment.ts";
export * from "./support.ts";
