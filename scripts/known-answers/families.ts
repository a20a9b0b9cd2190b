// The families that `npm run known-answers` knows; a new one is added here.
import { assortments } from "./family-assortment.ts";
import { spaceMarkets, unitAuctions } from "./family-auctions.ts";
import { capacitatedNewsvendors } from "./family-capacitated-newsvendor.ts";
import { linearPrograms, placementPrograms } from "./family-linear-programs.ts";
import { economicOrders, jointOrders, lotSizes } from "./family-lots.ts";
import { markdowns } from "./family-markdown.ts";
import {
  capacitatedStages,
  guaranteedServices,
  makeToStockQueues,
  serialSystems,
} from "./family-multi-echelon.ts";
import { facilityLocation, truckSchedules } from "./family-network-design.ts";
import { assignments, maximumFlows, shortestPaths, transportation } from "./family-networks.ts";
import { orderSourcing } from "./family-sourcing.ts";
import { spaceLimits } from "./family-space-limits.ts";
import {
  finiteHorizons,
  lostSales,
  minMaxPolicies,
  newsvendors,
  reorderPolicies,
} from "./family-stocks.ts";
import type { Family } from "./instance.ts";

export const FAMILIES: readonly Family[] = [
  linearPrograms,
  placementPrograms,
  transportation,
  assignments,
  shortestPaths,
  maximumFlows,
  facilityLocation,
  truckSchedules,
  assortments,
  markdowns,
  orderSourcing,
  spaceLimits,
  unitAuctions,
  spaceMarkets,
  capacitatedNewsvendors,
  newsvendors,
  minMaxPolicies,
  reorderPolicies,
  finiteHorizons,
  lostSales,
  economicOrders,
  lotSizes,
  jointOrders,
  guaranteedServices,
  serialSystems,
  capacitatedStages,
  makeToStockQueues,
];
