import type { Binding, Driver, Pattern, ShareWord } from "./types.ts";

const MILLION = 1_000_000;
const SINGLE_SHARE = 600_000;
const TWO_SHARE = 750_000;
const POLICY_SHARE = 500_000;
const OFFSETTING_RATIO = 3;

/** The fixed table of share words. */
export function shareWord(amount: number, total: number): ShareWord {
  if (amount === 0 || total === 0) return "none";
  const share = Math.abs(amount) / Math.abs(total);
  if (share >= 0.9) return "nearlyAll";
  if (share >= 0.6) return "most";
  if (share >= 0.4) return "aboutHalf";
  if (share >= 0.15) return "part";
  return "aLittle";
}

/** |amount| over the sum of all |amount|, in millionths; null when nothing moved. */
export function shareOfMovement(amount: number, movement: number): number | null {
  return movement === 0 ? null : Math.round((Math.abs(amount) / movement) * MILLION);
}

/** The shape of a change, from drivers sorted by size. */
export function changePattern(
  delta: number,
  drivers: readonly Driver[],
  bindingFrom: Binding | null,
  bindingTo: Binding | null,
): Pattern {
  const movement = drivers.reduce((sum, driver) => sum + Math.abs(driver.amount), 0);
  if (movement === 0) return "noChange";
  if (movement >= OFFSETTING_RATIO * Math.abs(delta)) return "offsetting";
  const share = (index: number) => drivers[index]?.shareMillionths ?? 0;
  if (drivers[0]?.owner === "policy" && share(0) >= POLICY_SHARE) return "policy";
  if (share(0) >= SINGLE_SHARE) return "single";
  if (bindingFrom?.id !== bindingTo?.id) return "bindingSwitch";
  if (share(0) + share(1) >= TWO_SHARE) return "two";
  return "several";
}
