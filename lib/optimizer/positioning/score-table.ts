/** Normal scores in millionths at ascending service levels in millionths: what safety is multiplied with. */
const LEVEL = [
  500_000, 550_000, 600_000, 650_000, 700_000, 750_000, 800_000, 850_000, 900_000, 925_000, 950_000,
  960_000, 970_000, 980_000, 985_000, 990_000, 992_500, 995_000, 997_500, 999_000,
] as const;
const SCORE = [
  0, 125_661, 253_347, 385_320, 524_401, 674_490, 841_621, 1_036_433, 1_281_552, 1_439_531,
  1_644_854, 1_750_686, 1_880_794, 2_053_749, 2_170_090, 2_326_348, 2_432_379, 2_575_829, 2_807_034,
  3_090_232,
] as const;

/**
 * Normal score of a service level, linear between the table's levels; 0 below one half, the last one above 99.9 %. Integers
 * in, integers out, rounded down. Off by at most 0.01 up to 99.5 % and 0.03 above.
 */
export function scoreMillionths(levelMillionths: number): number {
  if (levelMillionths <= LEVEL[0]) return 0;
  for (let k = 1; k < LEVEL.length; k++) {
    if (levelMillionths > LEVEL[k]!) continue;
    const [low, high] = [SCORE[k - 1]!, SCORE[k]!];
    const span = LEVEL[k]! - LEVEL[k - 1]!;
    return low + Math.floor(((high - low) * (levelMillionths - LEVEL[k - 1]!)) / span);
  }
  return SCORE[SCORE.length - 1]!;
}
