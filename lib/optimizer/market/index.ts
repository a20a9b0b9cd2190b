// The door of the market for extra space: who is granted how much of a pool's free space, and at which fee. Formulation,
// sources and figures: README.md. Kernels (`clearBook`, `vickreyPayments`, `clearPools`) take any unit; rounds take
// integer mm3 and micros per m3 and month.
export { type Book, checkBook } from "./book.ts";
export { type Clearing, clearBook, type TieRule } from "./clearing.ts";
export {
  calibrationOf,
  creditAt,
  type ExpectedCreditInput,
  expectedCredit,
  scoreOf,
} from "./credit.ts";
export { MAX_STEPS, marketDefinition } from "./definition.ts";
export {
  breakEvenSales,
  type ClearBand,
  clearBand,
  feeAfterLaterClears,
  type Outcome,
  outcomeOf,
  type ReturnInput,
  returnCredit,
} from "./facts.ts";
export {
  defaultMarketPolicy,
  type MarketPolicy,
  requestCapMm3,
  validateMarketPolicy,
} from "./policy.ts";
export { clearPools, type PoolsBook, type PoolsClearing } from "./pools.ts";
export {
  type ClearedRound,
  type ClearRoundInput,
  clearRound,
  type PaymentRules,
  type SpaceRequest,
} from "./round.ts";
export { vickreyPayments } from "./vickrey.ts";
