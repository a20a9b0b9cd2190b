// What a run's prices would be on mixes of its inputs with another run's, as the explanation of a change needs them.
import type { NetworkSplit } from "@/lib/optimizer/explanation/index.ts";
import type { PriceMixRow } from "@/server/repositories/run.ts";

/** In the order of the bits of a mix. */
export const NETWORK_PLAYERS = ["capacity", "demand", "policy"] as const;

/** The split of one pool's price; undefined where the run did not price every mix: then the network's part stays whole. */
export function networkSplit(
  mixes: readonly PriceMixRow[],
  storageType: string,
  monthAhead: number,
): NetworkSplit | undefined {
  const ofPool = mixes.filter(
    (mix) => mix.resource === storageType && mix.period === String(monthAhead),
  );
  if (ofPool.length !== 2 ** NETWORK_PLAYERS.length) return undefined;
  const byCoalition = new Map(ofPool.map((mix) => [mix.coalition, mix]));
  return {
    group: "network",
    players: NETWORK_PLAYERS,
    leaves: (coalition) => {
      const mix = byCoalition.get(coalition);
      if (!mix) throw new Error(`network split: no price for coalition ${coalition}`);
      return {
        waterLevelMilliWeeks: mix.waterLevelMilliWeeks,
        rationShareMillionths: mix.rationShareMillionths,
      };
    },
  };
}
