// Arithmetic coding of bits whose odds are learnt on the way: a range coder with carry (G. N. N. Martin, 1979). Integers only, so the
// same bits give the same bytes on every machine.

/** Writes bits, or reads what was written: one program for both ways, so that they cannot differ. */
export interface BitCoder {
  /** One bit by the odds of its place, which learn from it. A writer answers `bit`, a reader what was written. */
  readonly bit: (place: number, bit: number) => number;
  /** One bit of which nothing is expected. */
  readonly even: (bit: number) => number;
  /** From now on the odds of these places learn faster: what follows may be of another kind. */
  readonly doubt: (from: number, to: number) => void;
}

const SURE = 0xffff;
/** Bits that odds are learnt from at most, and how many count once they are doubted. */
const MOST_SEEN = 250;
const DOUBTED_SEEN = 6;
const RANGE_END = 2 ** 32;
const BYTE_END = 2 ** 24;
/** Below it the top byte is settled whatever follows. */
const NO_CARRY = 0xff000000;

class Odds {
  /** Of a 0, in 65,536ths. */
  private readonly zero: Uint16Array;
  private readonly seen: Uint8Array;

  constructor(places: number) {
    this.zero = new Uint16Array(places).fill(SURE >> 1);
    this.seen = new Uint8Array(places);
  }

  /** The part of a range that stands for a 0; both parts are above 0. */
  share(place: number, range: number): number {
    const of4096 = Math.min(4095, Math.max(1, this.zero[place]! >> 4));
    return Math.floor(range / 4096) * of4096;
  }

  learn(place: number, bit: number): void {
    const zero = this.zero[place]!;
    const seen = this.seen[place]!;
    this.zero[place] = zero + Math.trunc(((bit === 0 ? SURE : 0) - zero) / (seen + 1.5));
    if (seen < MOST_SEEN) this.seen[place] = seen + 1;
  }

  doubt(from: number, to: number): void {
    for (let place = from; place < to; place++)
      this.seen[place] = Math.min(this.seen[place]!, DOUBTED_SEEN);
  }
}

export interface BitWriter extends BitCoder {
  /** All that was written; zeros at the end are left out, because a reader finds zeros beyond it. */
  readonly finish: () => Uint8Array;
}

/** A writer of bits with odds for so many places. */
export function bitWriter(places: number): BitWriter {
  const odds = new Odds(places);
  const bytes: number[] = [];
  let low = 0;
  let range = RANGE_END - 1;
  // A byte waits until no carry can reach it; bytes of 255 after it would pass a carry on.
  let held = -1;
  let passing = 0;
  const settle = () => {
    if (low < NO_CARRY || low >= RANGE_END) {
      const carry = low >= RANGE_END ? 1 : 0;
      if (held >= 0) bytes.push(held + carry);
      for (; passing > 0; passing--) bytes.push((255 + carry) % 256);
      held = Math.floor(low / BYTE_END) % 256;
    } else passing++;
    low = (low % BYTE_END) * 256;
  };
  const put = (zeros: number, bit: number): number => {
    if (bit === 0) range = zeros;
    else {
      low += zeros;
      range -= zeros;
    }
    for (; range < BYTE_END; range *= 256) settle();
    return bit;
  };
  return {
    bit: (place, bit) => {
      put(odds.share(place, range), bit);
      odds.learn(place, bit);
      return bit;
    },
    even: (bit) => put(Math.floor(range / 2), bit),
    doubt: (from, to) => odds.doubt(from, to),
    finish: () => {
      // The roundest number in the range.
      low = Math.ceil(low / BYTE_END) * BYTE_END;
      settle();
      settle();
      let size = bytes.length;
      while (size > 0 && bytes[size - 1] === 0) size--;
      return Uint8Array.from(bytes.slice(0, size));
    },
  };
}

/** Reads what a writer with as many places wrote. Other bytes give other bits, and never an error. */
export function bitReader(bytes: Uint8Array, places: number): BitCoder {
  const odds = new Odds(places);
  let at = 0;
  let range = RANGE_END - 1;
  let code = 0;
  const next = () => {
    code = (code % BYTE_END) * 256 + (bytes[at++] ?? 0);
  };
  for (let i = 0; i < 4; i++) next();
  const take = (zeros: number): number => {
    const bit = code < zeros ? 0 : 1;
    if (bit === 0) range = zeros;
    else {
      code -= zeros;
      range -= zeros;
    }
    for (; range < BYTE_END; range *= 256) next();
    return bit;
  };
  return {
    bit: (place) => {
      const bit = take(odds.share(place, range));
      odds.learn(place, bit);
      return bit;
    },
    even: () => take(Math.floor(range / 2)),
    doubt: (from, to) => odds.doubt(from, to),
  };
}
