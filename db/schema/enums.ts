import { pgEnum } from "drizzle-orm/pg-core";

export const storageType = pgEnum("storage_type", ["standard", "oversize", "apparel"]);
export const accountKind = pgEnum("account_kind", ["individual", "professional"]);
export const staffRole = pgEnum("staff_role", ["support", "policy_admin"]);
export const orderStatus = pgEnum("order_status", ["pending", "unshipped", "shipped", "cancelled"]);
export const inventoryEventKind = pgEnum("inventory_event_kind", [
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
  "adjustment",
]);
export const disposition = pgEnum("disposition", ["sellable", "unsellable"]);
export const shipmentStatus = pgEnum("shipment_status", [
  "working",
  "shipped",
  "receiving",
  "closed",
  "cancelled",
]);
export const reportType = pgEnum("report_type", [
  "all_orders_by_order_date",
  "all_orders_by_last_update",
  "fba_inventory",
  "inventory_ledger_summary",
  "inventory_planning",
  "inbound_shipments",
]);
export const importStatus = pgEnum("import_status", ["queued", "running", "loaded", "failed"]);
/** What became of a row that an import remarked on. */
export const rowOutcome = pgEnum("row_outcome", ["refused", "skipped", "loaded"]);
export const importOrigin = pgEnum("import_origin", ["upload", "command", "demo_world"]);
export const limitKind = pgEnum("limit_kind", ["estimate", "confirmed"]);
export const policyName = pgEnum("policy_name", ["capacity", "replenishment", "market", "fees"]);
export const marketRoundStatus = pgEnum("market_round_status", ["open", "cleared"]);
export const draftStatus = pgEnum("draft_status", ["open", "approved", "published", "withdrawn"]);
export const runStatus = pgEnum("run_status", ["queued", "running", "done", "failed", "cancelled"]);
export const stageStatus = pgEnum("stage_status", [
  "waiting",
  "running",
  "done",
  "failed",
  "skipped",
]);
export const planningStage = pgEnum("planning_stage", [
  "snapshot",
  "forecast",
  "network",
  "price",
  "limits",
  "replenishment",
  "positioning",
  "placement",
  "record",
]);
/** What of the network has a capacity. */
export const networkFunction = pgEnum("network_function", [
  "storage",
  "receiving",
  "picking",
  "shipping",
  "lane",
]);
export const definitionName = pgEnum("definition_name", [
  "capacity",
  "replenishment",
  "placement",
  "positioning",
  "placementFee",
]);
/** Ways to split a shipment over FCs, and whether one is offered. */
export const splitOption = pgEnum("split_option", ["optimised", "partial", "minimal"]);
export const splitState = pgEnum("split_state", [
  "offered",
  "noRoom",
  "noRate",
  "sizeUnknown",
  "alreadyFew",
  "noRateCard",
]);
/** How much of a trace is kept: all values, inputs only, inputs of chosen runs, nothing. */
export const traceTier = pgEnum("trace_tier", ["hot", "warm", "cold", "released"]);
export const caseStatus = pgEnum("case_status", [
  "open",
  "waiting_on_seller",
  "answered",
  "closed",
]);
export const casePriority = pgEnum("case_priority", ["low", "normal", "high"]);
export const caseEntryKind = pgEnum("case_entry_kind", ["message", "reply", "note"]);
export const networkEventKind = pgEnum("network_event_kind", [
  "sale_event",
  "port_delay",
  "fc_outage",
  "capacity_change",
  "policy_change",
]);
export const forecastModelKind = pgEnum("forecast_model_kind", ["pretrained", "network"]);
export const forecastModelStatus = pgEnum("forecast_model_status", [
  "candidate",
  "active",
  "retired",
]);
export const seriesFrequency = pgEnum("series_frequency", ["day", "week", "month"]);
export const adjustmentKind = pgEnum("adjustment_kind", ["factor", "units_per_week"]);
export const forecastJobKind = pgEnum("forecast_job_kind", ["train", "backtest"]);
export const declaredKind = pgEnum("declared_kind", [
  "launch",
  "promotion",
  "moving_volume",
  "new_funds",
]);
