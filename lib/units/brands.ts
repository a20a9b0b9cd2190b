// Each unit has one integer scale at rest (style: size, weight, money, dates).
declare const unit: unique symbol;
type Branded<Name extends string> = number & { readonly [unit]: Name };

/** Money in millionths of the currency unit, integer. */
export type Micros = Branded<"micros">;
/** Volume in cubic millimetres, integer. */
export type Mm3 = Branded<"mm3">;
/** Length in micrometres, integer (0.01 inch = 254 um exactly). */
export type Um = Branded<"um">;
/** Mass in milligrams, integer. */
export type Mg = Branded<"mg">;
/** Calendar day as days since 1970-01-01, integer. */
export type Day = Branded<"day">;
/** A share in millionths, integer. */
export type Millionths = Branded<"millionths">;

export const MM3_PER_CUBIC_FOOT = 28_316_846.592;
export const MM3_PER_CUBIC_INCH = 16_387.064;
export const MILLION = 1_000_000;
