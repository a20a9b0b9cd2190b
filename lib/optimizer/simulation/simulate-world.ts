import { FC_COUNT, type TruthWriter, type WorldPlan } from "./account-state.ts";
import { buildCatalogue } from "./catalogue.ts";
import { CATEGORY_TABLE } from "./data/category-table.ts";
import { buildRegionPicker } from "./demand.ts";
import { buildEffects } from "./effects.ts";
import { factWriter, orderLinesOf, shipmentFactsOf } from "./fact-writer.ts";
import {
  buildInboundLanes,
  buildOrigins,
  buildRegions,
  buildRoutes,
  nearestFcs,
} from "./geography.ts";
import {
  buildFcs,
  buildLanes,
  buildNetworkEvents,
  buildPools,
  buildRates,
  inflowWeights,
} from "./network.ts";
import { buildOffers } from "./offers.ts";
import { plantedEventsOf } from "./planted-events.ts";
import { buildPolicies } from "./policies.ts";
import { buildSeason } from "./season.ts";
import { simulateAccount } from "./simulate-account.ts";
import { worldSpan } from "./span.ts";
import type { World, WorldOptions } from "./types.ts";

function truthWriter(productCount: number, dayCount: number): TruthWriter {
  return {
    demandUnits: new Uint16Array(productCount * dayCount),
    soldUnits: new Uint16Array(productCount * dayCount),
    lineMean: new Float32Array(productCount * dayCount),
    closingUnits: new Int32Array(productCount * FC_COUNT),
    closingUnsellableUnits: new Int32Array(productCount * FC_COUNT),
  };
}

/**
 * The demo world: facts in the units of `types.ts`, the planted events and the truth behind them. Same options, same
 * bytes. Throws RangeError for a seed, day or share out of range and for an event id that names none. Cost about 1.8 s
 * at full size, in proportion to `sizeShare`.
 */
export function simulateWorld(options: WorldOptions): World {
  const span = worldSpan(options);
  const plantedEvents = plantedEventsOf(span);
  const effects = buildEffects(span, plantedEvents);
  const regions = buildRegions();
  const routes = buildRoutes();
  const nearestFc = nearestFcs(routes);
  const inboundLanes = buildInboundLanes();
  const fcs = buildFcs(span);
  const policies = buildPolicies(span.seed, inboundLanes);
  const catalogue = buildCatalogue(span, effects, policies);
  const offers = buildOffers(span, effects, catalogue);
  const plan: WorldPlan = {
    span,
    effects,
    season: buildSeason(span),
    catalogue,
    offers,
    policies,
    regionPicker: buildRegionPicker(span.seed, regions),
    nearestFc,
    inflowWeight: inflowWeights(),
    fcOpenedDay: Int32Array.from(fcs, (fc) => fc.openedDay),
    inboundTransitDays: Int32Array.from(inboundLanes, (lane) => lane.transitDays),
  };
  const writer = factWriter();
  const truth = truthWriter(catalogue.products.length, span.dayCount);
  for (let a = 0; a < catalogue.accounts.length; a++) simulateAccount(plan, writer, truth, a);
  const shipmentFacts = shipmentFactsOf(writer, span);
  return {
    span,
    fcs,
    fcPools: buildPools(span, catalogue, shipmentFacts.inventoryEvents, plantedEvents),
    fcRates: buildRates(span, catalogue, plantedEvents),
    regions,
    lanes: buildLanes(span, catalogue, routes, nearestFc),
    origins: buildOrigins(),
    inboundLanes,
    categories: CATEGORY_TABLE.map(({ code, name }) => ({ code, name })),
    accounts: catalogue.accounts,
    products: catalogue.products,
    productVersions: offers.versions,
    orderLines: orderLinesOf(writer, span),
    ...shipmentFacts,
    networkEvents: buildNetworkEvents(span, plantedEvents),
    plantedEvents,
    truth,
  };
}
