// Which capacity of the network binds, when, and what a cubic foot is worth: as the newest plan of every marketplace found it.
import { dayText, monthText, quantityText, storageTypeLabel } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { listPlannableMarketplaces } from "@/server/repositories/network.ts";
import type { Bottleneck, NetworkPlanView } from "@/server/services/network/schemas.ts";
import { networkView } from "@/server/services/network/view-network.ts";
import type { Desk, DeskReader } from "./desk-reader.ts";
import type { DeskTold } from "./schemas.ts";

interface MarketplacePlan {
  readonly name: string;
  readonly plan: NetworkPlanView;
}

/** Throws precondition_failed before any marketplace has a plan of its network. */
export async function networkWorth({ tx }: Desk, reader: DeskReader): Promise<DeskTold> {
  const marketplaces = await listPlannableMarketplaces(tx);
  const found: MarketplacePlan[] = [];
  for (const { marketplaceId, name } of marketplaces) {
    const { plan } = await networkView(tx, { marketplaceId });
    if (plan) found.push({ name, plan });
  }
  const [first, ...others] = found;
  if (!first) throw new DomainError("precondition_failed", { rule: "no_run" });
  // A marketplace is named only where there is another.
  const named = (name: string, told: string) =>
    marketplaces.length > 1 ? reader.tell("deskMarketplace", { name, told }) : told;
  return {
    headline: named(first.name, bindingText(first.plan, reader)),
    sentences: [
      ...worthTexts(first.plan, reader),
      ...others.flatMap(({ name, plan }) =>
        [bindingText(plan, reader), ...worthTexts(plan, reader)].map((told) => named(name, told)),
      ),
    ],
    bars: null,
    table: null,
    path: "/policy/network",
  };
}

function bindingText(plan: NetworkPlanView, reader: DeskReader): string {
  const { tell, count, locale } = reader;
  const day = dayText(plan.asOfOn, locale);
  const [first] = plan.bottlenecks;
  if (!first) return tell("deskNothingBinds", { day });
  const place = placeText(first, reader);
  return tell("deskBinding", { day, count: count(plan.bindingLimitCount), place });
}

/** When the heaviest limit binds and what more of it would save; how often any binds; what space is worth. */
function worthTexts(plan: NetworkPlanView, reader: DeskReader): string[] {
  const { tell, count, locale } = reader;
  const day = (on: string) => dayText(on, locale);
  const money = (micros: number) =>
    quantityText("micros", Math.round(micros), plan.currency, locale);
  const [first] = plan.bottlenecks;
  const pools = plan.pools.flatMap(({ storageType, monthOn, dearest }) =>
    dearest === null
      ? []
      : [
          tell("deskPoolWorth", {
            storageType: storageTypeLabel(storageType, locale),
            month: monthText(monthOn, locale),
            price: money(dearest.priceMicros),
            fc: dearest.fcCode,
          }),
        ],
  );
  if (!first) return pools;
  const isByUnit = first.function === "receiving" || first.function === "picking";
  return [
    tell("deskBindsWhen", { from: day(first.fromOn), to: day(first.toOn) }),
    tell("deskWorth", { per: isByUnit ? "unit" : "space", price: money(first.priceMicros) }),
    tell("deskBindsOften", {
      count: count(plan.bindingCount),
      from: day(plan.fromOn),
      to: day(plan.toOn),
    }),
    ...pools,
  ];
}

function placeText(
  { function: kind, fcCode: fc, regionName, storageType }: Bottleneck,
  { tell, locale }: DeskReader,
): string {
  return tell("deskPlace", {
    function: kind,
    fc,
    ...(kind === "lane" ? { region: regionName ?? "" } : {}),
    ...(kind === "storage" ? { storageType: storageTypeLabel(storageType ?? "", locale) } : {}),
  });
}
