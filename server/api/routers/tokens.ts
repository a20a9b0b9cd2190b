// A person's own access tokens, for programs that ask in their name.
import { z } from "zod";
import { createToken, endToken, listOwnTokens } from "@/server/services/identity/access-tokens.ts";
import {
  CreatedToken,
  CreateTokenInput,
  TokenInput,
  TokenList,
} from "@/server/services/identity/schemas.ts";
import { router, signedInProcedure } from "../trpc.ts";

export const tokensRouter = router({
  list: signedInProcedure
    .meta({ roles: ["seller", "support", "policy_admin"] })
    .input(z.void())
    .output(TokenList)
    .query(({ ctx }) => listOwnTokens(ctx, ctx.principal)),
  create: signedInProcedure
    .meta({ roles: ["seller", "support", "policy_admin"] })
    .input(CreateTokenInput)
    .output(CreatedToken)
    .mutation(({ ctx, input }) => createToken(ctx, ctx.principal, input)),
  revoke: signedInProcedure
    .meta({ roles: ["seller", "support", "policy_admin"] })
    .input(TokenInput)
    .output(z.void())
    .mutation(({ ctx, input }) => endToken(ctx, ctx.principal, input.tokenId)),
});
