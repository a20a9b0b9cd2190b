// Branded scalars and exact conversions; each conversion exists once and is named from-to.
export type { Day, Mg, Micros, Millionths, Mm3, Um } from "./brands.ts";
export { MILLION, MM3_PER_CUBIC_FOOT, MM3_PER_CUBIC_INCH } from "./brands.ts";
export { decimalToMicros, microsToNumber } from "./money.ts";
export { roundHalfEven, splitLargestRemainder } from "./round.ts";
export {
  centimetresToUm,
  cubicCentimetresToMm3,
  cubicFeetToMm3,
  cubicInchesToMm3,
  cubicMetresToMm3,
  inchesToUm,
  mm3ToCubicFeet,
  umToVolumeMm3,
} from "./size.ts";
