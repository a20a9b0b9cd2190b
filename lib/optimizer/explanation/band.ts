/** A range of whole numbers, both ends in it. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** Where tenth-wide bands begin: below it a tenth would hold one or two numbers and tell them. */
const FIRST_EDGE = 20;
const WIDTH = 1.1;

/**
 * The band a value lies in, a tenth of itself wide; below 20 of either sign it is 0 to 19. The edges are the same for every
 * value and asker, so that answers about one price never narrow each other's band. Cost O(log value).
 */
export function tenthBand(value: number): Band {
  const size = Math.abs(value);
  let low = 0;
  let next = FIRST_EDGE;
  while (next <= size) {
    low = next;
    next = Math.ceil(next * WIDTH);
  }
  const high = next - 1;
  return value < 0 ? { low: -high, high: low === 0 ? 0 : -low } : { low, high };
}
