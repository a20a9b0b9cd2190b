import { MM3_PER_CUBIC_FOOT, MM3_PER_CUBIC_INCH, type Mm3, type Um } from "./brands.ts";
import { roundHalfEven } from "./round.ts";

/** Cubic feet to integer mm3 (1 cu ft = 28,316,846.592 mm3), half to even. */
export const cubicFeetToMm3 = (cubicFeet: number): Mm3 =>
  roundHalfEven(cubicFeet * MM3_PER_CUBIC_FOOT) as Mm3;

export const cubicInchesToMm3 = (cubicInches: number): Mm3 =>
  roundHalfEven(cubicInches * MM3_PER_CUBIC_INCH) as Mm3;

export const cubicCentimetresToMm3 = (cubicCentimetres: number): Mm3 =>
  roundHalfEven(cubicCentimetres * 1000) as Mm3;

export const cubicMetresToMm3 = (cubicMetres: number): Mm3 =>
  roundHalfEven(cubicMetres * 1e9) as Mm3;

/** Integer mm3 to cubic feet, for display only. */
export const mm3ToCubicFeet = (mm3: number): number => mm3 / MM3_PER_CUBIC_FOOT;

export const centimetresToUm = (centimetres: number): Um =>
  roundHalfEven(centimetres * 10_000) as Um;

/** 1 inch = 25,400 um exactly. */
export const inchesToUm = (inches: number): Um => roundHalfEven(inches * 25_400) as Um;

/** Volume of a box from its edges. 1 mm3 = 1e9 um3. */
export const umToVolumeMm3 = (length: Um, width: Um, height: Um): Mm3 =>
  roundHalfEven((length / 1000) * (width / 1000) * (height / 1000)) as Mm3;
