// Inventory figures of an account: daily balances, in-stock rate over time and why it changed, health shares.
export { type AgeLayers, ageLayers } from "./age-layers.ts";
export {
  type DailyBalances,
  dailyBalances,
  type LedgerMoves,
  weeklyInStockShare,
} from "./balances.ts";
export {
  type CensoredDays,
  commonFactor,
  type DrawnRange,
  drawnDemand,
  drawnRange,
} from "./censored-draws.ts";
export { CROSSING, type InStockChange, splitInStockChange } from "./change-split.ts";
export { commonSwing } from "./common-swing.ts";
export {
  excessUnits,
  type HealthFacts,
  type HealthFigures,
  inventoryHealth,
  sellThroughRate,
  weeksOfCover,
} from "./health.ts";
export {
  buyableShare,
  type DailyStock,
  IN_STOCK_OPTIONS,
  type InStockOptions,
  type InStockSeries,
  type InStockWindow,
  inStockRate,
  inStockSeries,
  inStockWindow,
} from "./in-stock.ts";
export {
  inStockAhead,
  type SendableAhead,
  type SendFirst,
  type SentAhead,
  type SentForRate,
  type StockAhead,
  sendForRate,
  unitsToStay,
} from "./in-stock-ahead.ts";
export {
  type FlowMoves,
  flowOf,
  STOCK_FLOWS,
  type StockFlow,
  type StockIdentity,
  stockIdentity,
} from "./stock-flows.ts";
export {
  type ArrivedLot,
  SHIPMENT_LEGS,
  STOCK_OUT_CAUSES,
  type StockOutCase,
  type StockOutCause,
  type StockOutMeasure,
  type StockOutParts,
  stockOutParts,
} from "./stock-out-causes.ts";
export {
  type ArrivalChange,
  CHAIN_LINKS,
  type ChainLink,
  type PeggedAdvice,
  type PeggedShipment,
  replayDays,
  replayStock,
  type StockDays,
  stockOutChain,
} from "./stock-out-chain.ts";
