// Lead time and review days: no report tells them, so the seller is asked, and what is not told is assumed and shown as assumed.
import { ASSUMPTIONS } from "@/server/planning/build-facts.ts";
import {
  findAccountSetting,
  replaceAccountSetting,
} from "@/server/repositories/account-setting.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { SellerContext } from "@/server/services/context.ts";
import type { AccountSettingView, SetAccountSettingInput } from "./schemas.ts";

export async function getAccountSetting(ctx: SellerContext): Promise<AccountSettingView> {
  const told = await inScope(ctx.db, ctx.scope, (tx) => findAccountSetting(tx, ctx.scope));
  return {
    leadTimeDays: told?.leadTimeDays ?? null,
    reviewDays: told?.reviewDays ?? null,
    assumedLeadTimeDays: ASSUMPTIONS.leadTimeDays,
    assumedReviewDays: ASSUMPTIONS.reviewDays,
    toldAt: told?.recordedFrom.toISOString() ?? null,
  };
}

/** Keeps what the seller tells from now on; null takes it back. The same again changes nothing. */
export async function setAccountSetting(
  ctx: SellerContext,
  { leadTimeDays, reviewDays }: Omit<SetAccountSettingInput, "account">,
): Promise<AccountSettingView> {
  await inScope(ctx.db, ctx.scope, async (tx) => {
    const before = await findAccountSetting(tx, ctx.scope);
    const isSame =
      (before?.leadTimeDays ?? null) === leadTimeDays &&
      (before?.reviewDays ?? null) === reviewDays;
    if (isSame) return;
    const recordedFrom = ctx.clock.now();
    await replaceAccountSetting(tx, ctx.scope, { leadTimeDays, reviewDays, recordedFrom });
    await recordEvent(tx, ctx, {
      action: "imports.setAccountSetting",
      target: `account:${ctx.scope.accountId}`,
      detail: { leadTimeDays, reviewDays },
    });
  });
  return getAccountSetting(ctx);
}
