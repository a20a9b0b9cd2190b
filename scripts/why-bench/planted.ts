// Plants causes in drawn networks, class by class. Draws that do not make the class (a cause that the rules let through
// to nothing, say) are drawn again, judged by interventions alone.
import { type RandomStream, stream } from "../../lib/optimizer/core/prng.ts";
import { type Cause, type Deed, type Setting, withDeeds } from "./setting.ts";
import type { PlantedCause, PlantedWorld, WorldClass } from "./world.ts";

const TRIES = 400;
/** The least effect of a cause that is to be found, as a share of the number and of all movement. */
const LEAST_EFFECT = 0.005;
const LEAST_PART = { single: 0.5, pair: 0.1, triple: 0.07, offsetting: 0.1 } as const;
const CAUSE_COUNT = { single: 1, pair: 2, triple: 3, offsetting: 2 } as const;
const SIZES = [0.04, 0.12, 0.35] as const;

type Amounts = Readonly<Record<string, number>>;

export const movementOf = (amounts: Amounts): number =>
  Object.values(amounts).reduce((sum, amount) => sum + Math.abs(amount), 0);

/** What a cause did in all: a change of the rules also acts through the prices. */
const effectOf = ({ key }: PlantedCause, amounts: Amounts): number =>
  Math.abs(amounts[key] ?? 0) +
  (key.startsWith("network/") ? 0 : Math.abs(amounts[`network/${key}`] ?? 0));

function drawDeeds<N>(
  causes: readonly Cause<N>[],
  first: number,
  count: number,
  random: RandomStream,
): Deed<N>[] {
  const left = [...causes];
  const chosen = left.splice(first % left.length, 1);
  while (chosen.length < count) chosen.push(...left.splice(random.integer(left.length), 1));
  return chosen.map((cause) => ({
    cause,
    size: SIZES[random.integer(SIZES.length)]! * (0.5 + random.uniform()),
    sign: random.bernoulli(0.5) ? 1 : -1,
  }));
}

type FoundClass = "single" | "pair" | "triple" | "offsetting";

function isOfClass<N>(
  worldClass: FoundClass,
  deeds: readonly Deed<N>[],
  amounts: Amounts,
  from: number,
) {
  const movement = movementOf(amounts);
  const least = Math.max(LEAST_EFFECT * from, LEAST_PART[worldClass] * movement);
  if (movement === 0 || deeds.some(({ cause }) => effectOf(cause, amounts) < least)) return false;
  const delta = Object.values(amounts).reduce((sum, amount) => sum + amount, 0);
  return worldClass !== "offsetting" || 3 * Math.abs(delta) <= movement;
}

/** Whether each deed alone moves the number: cheaper than the whole split, and most draws fail at it. */
function actsAlone<N>(setting: Setting<N>, base: N, deeds: readonly Deed<N>[]): boolean {
  const from = setting.value(base);
  return deeds.every((deed) => setting.value(withDeeds(base, [deed])) !== from);
}

interface Planting<N> {
  readonly base: N;
  readonly deeds: readonly Deed<N>[];
  readonly amounts: Amounts;
}

function findPlanting<N>(
  setting: Setting<N>,
  seed: number,
  causeCount: (random: RandomStream) => number,
  isWorth: (base: N, deeds: readonly Deed<N>[]) => boolean,
  accept: (planting: Planting<N>) => boolean,
): Planting<N> | null {
  for (let turn = 0; turn < TRIES; turn++) {
    const random = stream(seed, `why-bench ${setting.name}`, turn);
    const base = setting.draw(random.integer(2 ** 31));
    const deeds = drawDeeds(setting.causes, seed, causeCount(random), random);
    if (!isWorth(base, deeds)) continue;
    const planting = { base, deeds, amounts: setting.amounts(base, deeds) };
    if (accept(planting)) return planting;
  }
  return null;
}

function planted<N>(
  setting: Setting<N>,
  worldClass: WorldClass,
  seed: number,
  { base, deeds, amounts }: Planting<N>,
  hiddenShare = 0,
): PlantedWorld {
  const id = `${setting.name}-${worldClass}-${seed}`;
  const told = setting.world(id, base, withDeeds(base, deeds));
  // A hidden cause changed the stored figure after the rules had made it, and left nothing on record.
  const hidden = Math.round(hiddenShare * Math.max(movementOf(amounts), 0.05 * told.fromValue));
  const world = { ...told, toValue: told.toValue + hidden };
  const sizeShare = Math.abs(world.toValue - world.fromValue) / Math.max(1, world.fromValue);
  const causes = deeds.map(({ cause: { key, owner, deed } }) => ({ key, owner, deed }));
  return {
    world,
    truth: { worldClass, planted: causes, amounts, hidden, root: null, sizeShare },
  };
}

/** One, two, three or two offsetting causes; null where the seed's cause cannot be made to act in any draw. */
export function plantCauses<N>(
  setting: Setting<N>,
  worldClass: FoundClass,
  seed: number,
): PlantedWorld | null {
  const found = findPlanting(
    setting,
    seed,
    () => CAUSE_COUNT[worldClass],
    (base, deeds) => actsAlone(setting, base, deeds),
    ({ base, deeds, amounts }) => isOfClass(worldClass, deeds, amounts, setting.value(base)),
  );
  return found && planted(setting, worldClass, seed, found);
}

/** Nothing that reaches the number: every third world is the same twice, in the others something without effect was done. */
export function plantNothing<N>(setting: Setting<N>, seed: number): PlantedWorld | null {
  const isSame = seed % 3 === 0;
  const found = findPlanting(
    setting,
    seed,
    (random) => 1 + random.integer(2),
    (base, deeds) => setting.value(base) === setting.value(withDeeds(base, deeds)),
    ({ amounts }) => movementOf(amounts) === 0,
  );
  if (!found) return null;
  return planted(setting, "none", seed, isSame ? { ...found, deeds: [] } : found);
}

/** A recorded cause, and a change of the stored figure by at least a tenth as much that no record tells of. */
export function plantHidden<N>(setting: Setting<N>, seed: number): PlantedWorld | null {
  const found = findPlanting(
    setting,
    seed,
    () => 1,
    (base, deeds) => actsAlone(setting, base, deeds),
    ({ base, deeds, amounts }) => isOfClass("single", deeds, amounts, setting.value(base)),
  );
  const random = stream(seed, "why-bench hidden");
  const share = (random.bernoulli(0.5) ? 1 : -1) * (0.12 + 0.8 * random.uniform());
  return found && planted(setting, "hidden", seed, found, share);
}
