import {
  cubicCentimetresToMm3,
  cubicFeetToMm3,
  cubicInchesToMm3,
  cubicMetresToMm3,
} from "../../lib/units/index.ts";

const TO_MM3: Readonly<Record<string, (value: number) => number>> = {
  cubicfeet: cubicFeetToMm3,
  cubicfoot: cubicFeetToMm3,
  cuft: cubicFeetToMm3,
  ft3: cubicFeetToMm3,
  cubicinches: cubicInchesToMm3,
  cubicinch: cubicInchesToMm3,
  cuin: cubicInchesToMm3,
  in3: cubicInchesToMm3,
  cubicmeters: cubicMetresToMm3,
  cubicmetres: cubicMetresToMm3,
  cubicmeter: cubicMetresToMm3,
  m3: cubicMetresToMm3,
  cubiccentimeters: cubicCentimetresToMm3,
  cubiccentimetres: cubicCentimetresToMm3,
  cubiccentimeter: cubicCentimetresToMm3,
  cm3: cubicCentimetresToMm3,
  ccm: cubicCentimetresToMm3,
};

// A container holds about 2,700 cu ft; what is larger than 500 is no unit of a product.
const MAX_UNIT_MM3 = cubicFeetToMm3(500);

/** Volume of one unit in mm3; null when the unit of measure is unknown or no product has such a volume. */
export function unitVolumeMm3(value: number, unit: string): number | null {
  const convert = TO_MM3[unit.toLowerCase().replaceAll(/[^a-z0-9]/g, "")];
  const mm3 = convert?.(value) ?? 0;
  return mm3 > 0 && mm3 <= MAX_UNIT_MM3 ? mm3 : null;
}
