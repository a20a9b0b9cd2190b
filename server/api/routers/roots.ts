// Published roots of runs: for anybody, signed in or not.
import { listRoots } from "@/server/services/seals/list-roots.ts";
import { ListRootsInput, PublishedRoots } from "@/server/services/seals/schemas.ts";
import { publicProcedure, router } from "../trpc.ts";

export const rootsRouter = router({
  list: publicProcedure
    .meta({ roles: ["anyone"] })
    .input(ListRootsInput)
    .output(PublishedRoots)
    .query(({ ctx, input }) => listRoots(ctx, input.beforeRunId)),
});
