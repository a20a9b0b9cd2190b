// Every router, one line each.
import { sessionRouter } from "./routers/session.ts";
import { createCallerFactory, router } from "./trpc.ts";

export const appRouter = router({
  session: sessionRouter,
});

export type AppRouter = typeof appRouter;

/** Calls procedures in this process, without HTTP. */
export const createCaller = createCallerFactory(appRouter);
