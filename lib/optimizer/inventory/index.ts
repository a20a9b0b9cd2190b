// Inventory figures of an account: daily balances, in-stock rate over time and why it changed, health shares.
export {
  type DailyBalances,
  dailyBalances,
  type LedgerMoves,
  weeklyInStockShare,
} from "./balances.ts";
export { CROSSING, type InStockChange, splitInStockChange } from "./change-split.ts";
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
  type FlowMoves,
  flowOf,
  STOCK_FLOWS,
  type StockFlow,
  type StockIdentity,
  stockIdentity,
} from "./stock-flows.ts";
export {
  type ArrivalChange,
  CHAIN_LINKS,
  type ChainLink,
  type PeggedAdvice,
  type PeggedShipment,
  replayStock,
  type StockDays,
  stockOutChain,
} from "./stock-out-chain.ts";
