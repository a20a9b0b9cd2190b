// Which capacity of the network binds, and what a cubic foot is worth: as the newest plan of the network found it.
import { dayText, monthText, quantityText, storageTypeLabel } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { Bottleneck } from "@/server/services/network/schemas.ts";
import { networkView } from "@/server/services/network/view-network.ts";
import type { Desk, DeskReader } from "./desk-reader.ts";
import type { DeskTold } from "./schemas.ts";

/** Throws precondition_failed before a plan of the network. */
export async function networkWorth({ tx }: Desk, reader: DeskReader): Promise<DeskTold> {
  const { plan } = await networkView(tx, {});
  if (!plan) throw new DomainError("precondition_failed", { rule: "no_run" });
  const { tell, count, locale } = reader;
  const money = (micros: number) =>
    quantityText("micros", Math.round(micros), plan.currency, locale);
  const day = dayText(plan.asOfOn, locale);
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
  const told = { bars: null, table: null, path: "/policy/network" };
  if (!first) return { ...told, headline: tell("deskNothingBinds", { day }), sentences: pools };
  return {
    ...told,
    headline: tell("deskBinding", {
      day,
      count: count(plan.bindingCount),
      place: placeText(first, reader),
    }),
    sentences: [
      tell("deskWorth", {
        per: first.function === "receiving" || first.function === "picking" ? "unit" : "space",
        price: money(first.priceMicros),
      }),
      ...pools,
    ],
  };
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
