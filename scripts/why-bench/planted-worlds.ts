// All worlds of the benchmark about decisions, in a fixed order: by kind of number, class and seed.
import { adviceSetting } from "./advice-worlds.ts";
import { plantDelayed } from "./delayed.ts";
import { limitSetting } from "./limit-worlds.ts";
import { plantCauses, plantHidden, plantNothing } from "./planted.ts";
import type { Setting } from "./setting.ts";
import { CLASSES, type PlantedWorld, type WorldClass } from "./world.ts";

/** `count` seeds of each class; a seed whose cause cannot be made to act is left out. */
export function* plantedWorlds(count: number): Generator<PlantedWorld> {
  yield* worldsOf(limitSetting, count);
  yield* worldsOf(adviceSetting, count);
}

function* worldsOf<N>(setting: Setting<N>, count: number): Generator<PlantedWorld> {
  for (const worldClass of CLASSES)
    for (let seed = 0; seed < count; seed++) {
      const planted = plant(setting, worldClass, seed);
      if (planted) yield planted;
    }
}

function plant<N>(setting: Setting<N>, worldClass: WorldClass, seed: number): PlantedWorld | null {
  if (worldClass === "none") return plantNothing(setting, seed);
  if (worldClass === "hidden") return plantHidden(setting, seed);
  if (worldClass !== "delayed") return plantCauses(setting, worldClass, seed);
  // Announcements carry a cause from one run to the next, and only limits are announced.
  return setting.name === limitSetting.name ? plantDelayed(seed) : null;
}
