// Causes that reach a limit a run later: a limit may grow or shrink by so much a month, so that a cause of one month goes on
// moving the next month's limit, through what was announced and nothing else.
import { stream } from "../../lib/optimizer/core/prng.ts";
import { topOf } from "./engine.ts";
import { limitCauses } from "./limit-causes.ts";
import { drawNetwork, type LimitNetwork, planNetwork } from "./limit-network.ts";
import { limitSetting, limitWorld } from "./limit-worlds.ts";
import { type Cause, type Deed, withDeeds } from "./setting.ts";
import type { PlantedWorld } from "./world.ts";

const CALMS = 40;
const TRIES_EACH = 8;
const SETTLED_AFTER_RUNS = 6;
const LATE = limitCauses.filter(({ key }) => key !== "announcements" && key !== "market");

/** The next month's network when nothing happens but that this month's limits were announced. */
function nextRun(network: LimitNetwork): LimitNetwork {
  const { limits } = planNetwork(network);
  return {
    ...network,
    accounts: network.accounts.map((facts, row) => ({
      ...facts,
      previousLimitMm3: limits[row]! - facts.grantedMm3,
      lastEstimateMm3: 0,
    })),
  };
}

function settled(network: LimitNetwork): LimitNetwork {
  let at = network;
  for (let run = 0; run < SETTLED_AFTER_RUNS; run++) at = nextRun(at);
  return at;
}

/** What was announced in between, of the subject and of everybody else, as things done to a network. */
function announced(after: LimitNetwork): readonly Cause<LimitNetwork>[] {
  const take = (isTaken: (row: number) => boolean) => (network: LimitNetwork) => ({
    ...network,
    accounts: network.accounts.map((facts, row) =>
      isTaken(row) ? { ...facts, previousLimitMm3: after.accounts[row]!.previousLimitMm3 } : facts,
    ),
  });
  const deed = "what the run before announced";
  return [
    { key: "announcements", owner: "policy", deed, isOwn: true, apply: take((row) => row === 0) },
    { key: "network/demand", owner: "network", deed, isOwn: false, apply: take((row) => row > 0) },
  ];
}

/** A cause of the run before, still at work in this one through announcements; null where no draw of the seed makes one. */
export function plantDelayed(seed: number): PlantedWorld | null {
  const cause = LATE[seed % LATE.length]!;
  for (let turn = 0; turn < CALMS; turn++) {
    const random = stream(seed, "why-bench delayed", turn);
    const calm = settled(drawNetwork(random.integer(2 ** 31)));
    if (limitSetting.value(calm) !== limitSetting.value(nextRun(calm))) continue;
    for (let each = 0; each < TRIES_EACH; each++) {
      const size = 0.2 + 0.6 * random.uniform();
      const found = plantAfter(seed, calm, { cause, size, sign: random.bernoulli(0.5) ? 1 : -1 });
      if (found) return found;
    }
  }
  return null;
}

function plantAfter(
  seed: number,
  calm: LimitNetwork,
  deed: Deed<LimitNetwork>,
): PlantedWorld | null {
  const first = withDeeds(calm, [deed]);
  const second = nextRun(first);
  const [was, is] = [limitSetting.value(first), limitSetting.value(second)];
  if (limitSetting.value(calm) === was || was === is) return null;
  const deeds = announced(second).map((one) => ({ cause: one, size: 1, sign: 1 as const }));
  const amounts = limitSetting.amounts(first, deeds);
  const root = topOf(limitSetting.amounts(calm, [deed]));
  if (topOf(amounts) !== "announcements" || root === null) return null;
  const id = `limit-delayed-${seed}`;
  const world = limitWorld(id, first, second, limitWorld(`${id}-earlier`, calm, first));
  const { owner, deed: told } = deed.cause;
  const planted = [{ key: "announcements", owner, deed: told }];
  const sizeShare = Math.abs(is - was) / Math.max(1, was);
  return { world, truth: { worldClass: "delayed", planted, amounts, hidden: 0, root, sizeShare } };
}
