import { publicProcedure, router, signedInProcedure } from "@/server/api/trpc.ts";
import { describeSession } from "@/server/services/identity/describe-session.ts";
import { ClosedSessions, SessionView } from "@/server/services/identity/schemas.ts";
import { closeAllSessions, closeSession } from "@/server/services/identity/session.ts";

export const sessionRouter = router({
  /** Who is signed in, and the accounts they may open. */
  me: publicProcedure
    .meta({ roles: ["anyone"] })
    .output(SessionView)
    .query(({ ctx }) => describeSession(ctx.principal)),

  /** Ends this session. */
  signOut: publicProcedure
    .meta({ roles: ["anyone"] })
    .output(ClosedSessions)
    .mutation(async ({ ctx }) => {
      const closedCount =
        ctx.principal === null ? 0 : await closeSession(ctx, ctx.principal.session);
      ctx.forgetSession();
      return { closedCount };
    }),

  /** Ends every session of this person, on every device. */
  signOutEverywhere: signedInProcedure
    .meta({ roles: ["seller", "support", "policy_admin"] })
    .output(ClosedSessions)
    .mutation(async ({ ctx }) => {
      const closedCount = await closeAllSessions(ctx, ctx.principal.userId);
      ctx.forgetSession();
      return { closedCount };
    }),
});
