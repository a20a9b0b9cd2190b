/** A column of integers that grows while it is written. */
export class Int32Writer {
  #values = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Int32Array(this.#values.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = value;
  }

  at(index: number): number {
    return this.#values[index]!;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  add(index: number, value: number): void {
    this.#values[index]! += value;
  }

  /** A copy of what was written. */
  toArray(): Int32Array {
    return this.#values.slice(0, this.#length);
  }

  /** What was written, in the given order of rows. */
  gather(order: Int32Array): Int32Array {
    const out = new Int32Array(order.length);
    for (let k = 0; k < order.length; k++) out[k] = this.#values[order[k]!]!;
    return out;
  }

  /** The same for values that fit into a byte. */
  gatherBytes(order: Int32Array): Uint8Array {
    const out = new Uint8Array(order.length);
    for (let k = 0; k < order.length; k++) out[k] = this.#values[order[k]!]!;
    return out;
  }
}

/** Stable order of rows by day (counting sort): rows of one day keep the order in which they were written. */
export function orderByDay(day: Int32Writer, firstDay: number, lastDay: number): Int32Array {
  const start = new Int32Array(lastDay - firstDay + 2);
  for (let k = 0; k < day.length; k++) start[day.at(k) - firstDay + 1]! += 1;
  for (let d = 1; d < start.length; d++) start[d]! += start[d - 1]!;
  const order = new Int32Array(day.length);
  for (let k = 0; k < day.length; k++) order[start[day.at(k) - firstDay]!++] = k;
  return order;
}
