// Refusals shared by the methods: each names the method, the field and what it must be.

/** Throws RangeError unless every named value is a finite number above 0. */
export function requirePositive(method: string, fields: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (!(value > 0 && value < Infinity)) {
      throw new RangeError(`${method}: ${name} must be finite and above 0, got ${value}`);
    }
  }
}

/** Throws RangeError unless every named value is a finite number of at least 0. */
export function requireNonNegative(method: string, fields: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (!(value >= 0 && value < Infinity)) {
      throw new RangeError(`${method}: ${name} must be finite and at least 0, got ${value}`);
    }
  }
}

/** Throws RangeError unless every named value is a whole number in [least, most]. */
export function requireWhole(
  method: string,
  fields: Readonly<Record<string, number>>,
  least: number,
  most: number,
): void {
  for (const [name, value] of Object.entries(fields)) {
    if (!(Number.isInteger(value) && value >= least && value <= most)) {
      throw new RangeError(
        `${method}: ${name} must be a whole number in ${least}..${most}, got ${value}`,
      );
    }
  }
}

/** One value per period: a list as it is, a number for every period. Throws RangeError on a wrong length or value. */
export function perPeriod(
  method: string,
  name: string,
  value: number | readonly number[],
  periods: number,
): Float64Array {
  const list =
    typeof value === "number" ? new Float64Array(periods).fill(value) : Float64Array.from(value);
  if (list.length !== periods) {
    throw new RangeError(`${method}: ${name} must have ${periods} values, got ${list.length}`);
  }
  const bad = list.findIndex((x) => !(x >= 0 && x < Infinity));
  if (bad >= 0) {
    throw new RangeError(
      `${method}: ${name} of period ${bad} must be finite and at least 0, got ${list[bad]}`,
    );
  }
  return list;
}
