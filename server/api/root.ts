// Every router, one line each.
import { casesRouter } from "./routers/cases.ts";
import { deskRouter } from "./routers/desk.ts";
import { eventsRouter } from "./routers/events.ts";
import { feesRouter } from "./routers/fees.ts";
import { forecastRouter } from "./routers/forecast.ts";
import { forecastModelsRouter } from "./routers/forecast-models.ts";
import { importsRouter } from "./routers/imports.ts";
import { inventoryRouter } from "./routers/inventory.ts";
import { limitsRouter } from "./routers/limits.ts";
import { marketRouter } from "./routers/market.ts";
import { networkRouter } from "./routers/network.ts";
import { overviewRouter } from "./routers/overview.ts";
import { placementRouter } from "./routers/placement.ts";
import { policiesRouter } from "./routers/policies.ts";
import { replenishmentRouter } from "./routers/replenishment.ts";
import { rootsRouter } from "./routers/roots.ts";
import { runsRouter } from "./routers/runs.ts";
import { sellerViewRouter } from "./routers/seller-view.ts";
import { sessionRouter } from "./routers/session.ts";
import { supportRouter } from "./routers/support.ts";
import { tokensRouter } from "./routers/tokens.ts";
import { whyRouter } from "./routers/why.ts";
import { createCallerFactory, router } from "./trpc.ts";

export const appRouter = router({
  cases: casesRouter,
  desk: deskRouter,
  events: eventsRouter,
  fees: feesRouter,
  forecastModels: forecastModelsRouter,
  forecast: forecastRouter,
  imports: importsRouter,
  inventory: inventoryRouter,
  limits: limitsRouter,
  market: marketRouter,
  network: networkRouter,
  overview: overviewRouter,
  placement: placementRouter,
  policies: policiesRouter,
  replenishment: replenishmentRouter,
  roots: rootsRouter,
  runs: runsRouter,
  sellerView: sellerViewRouter,
  session: sessionRouter,
  support: supportRouter,
  tokens: tokensRouter,
  why: whyRouter,
});

export type AppRouter = typeof appRouter;

/** Calls procedures in this process, without HTTP. */
export const createCaller = createCallerFactory(appRouter);
