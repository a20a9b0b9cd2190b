// Says for the demo world's sellers what they declare ahead: by their own people, as the web server would write it.
import { dayFromDate } from "@/lib/calendar/index.ts";
import { MM3_PER_CUBIC_FOOT, roundHalfEven } from "@/lib/units/index.ts";
import { manualClock } from "@/server/core/clock.ts";
import type { Db } from "@/server/repositories/database.ts";
import type { SellerContext, WorkerContext } from "@/server/services/context.ts";
import { findAccountScope } from "@/server/services/imports/find-account-scope.ts";
import { declareVolume, withdrawDeclaration } from "@/server/services/limits/declare-volume.ts";
import { listDeclared } from "@/server/services/limits/list-declarations.ts";
import { type DemoDeclaration, demoDeclarations } from "./demo-declarations.ts";
import { knownAt } from "./instants.ts";

export interface DeclaredSpan {
  /** As the web server connects. */
  readonly web: Db;
  /** Who speaks for an account. */
  readonly speakers: ReadonlyMap<string, number>;
  /** Declared after this day, whose run is there ... */
  readonly afterDay: number;
  /** ... until this one. */
  readonly untilDay: number;
}

/** Declares and withdraws what was said in a span of days. Safe to repeat: what was said already is not said again. */
export async function declareAhead(ctx: WorkerContext, span: DeclaredSpan): Promise<void> {
  for (const said of demoDeclarations) {
    const day = dayFromDate(said.saidOn);
    const userId = span.speakers.get(said.account);
    if (day <= span.afterDay || day > span.untilDay || userId === undefined) continue;
    const seller = await sellerOf(ctx, span.web, said.account, userId);
    if (seller) await declareOnce(seller, said);
  }
}

async function sellerOf(
  ctx: WorkerContext,
  db: Db,
  account: string,
  userId: number,
): Promise<SellerContext | null> {
  const scope = await findAccountScope(ctx, account);
  if (!scope) return null;
  const actor = { kind: "user", userId, role: "seller" } as const;
  return { ...ctx, db, actor, scope: { ...scope, userId } };
}

const at = (ctx: SellerContext, on: string): SellerContext => ({
  ...ctx,
  clock: manualClock(knownAt(dayFromDate(on)).toISOString()),
});

async function declareOnce(ctx: SellerContext, said: DemoDeclaration): Promise<void> {
  const { saidOn, withdrawnOn, extraCubicFeet, account: _, ...declaration } = said;
  const { declarations } = await listDeclared(ctx);
  const known = declarations.find(({ note }) => note === said.note);
  const declarationId =
    known?.declarationId ??
    (
      await declareVolume(at(ctx, saidOn), {
        ...declaration,
        extraMm3: roundHalfEven(extraCubicFeet * MM3_PER_CUBIC_FOOT),
      })
    ).declarationId;
  if (withdrawnOn !== null && known?.status !== "withdrawn")
    await withdrawDeclaration(at(ctx, withdrawnOn), declarationId);
}
