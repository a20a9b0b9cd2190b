import { Int32Writer } from "./columns.ts";

/** What can become due on a day. */
export const DUE = {
  receipt: 0,
  close: 1,
  returnSellable: 2,
  returnUnsellable: 3,
  transferIn: 4,
  found: 5,
  cancel: 6,
} as const;

export interface DueEntry {
  readonly kind: number;
  /** Product within the account. */
  readonly product: number;
  readonly fc: number;
  readonly units: number;
  /** Shipment item, or -1. */
  readonly item: number;
}

/** Entries by day, in the order in which they were added. Days after the last one are forgotten: nobody knows them yet. */
export class Agenda {
  readonly #startDay: number;
  readonly #head: Int32Array;
  readonly #tail: Int32Array;
  readonly #next = new Int32Writer();
  readonly #kind = new Int32Writer();
  readonly #product = new Int32Writer();
  readonly #fc = new Int32Writer();
  readonly #units = new Int32Writer();
  readonly #item = new Int32Writer();

  constructor(startDay: number, lastDay: number) {
    this.#startDay = startDay;
    this.#head = new Int32Array(lastDay - startDay + 1).fill(-1);
    this.#tail = new Int32Array(lastDay - startDay + 1).fill(-1);
  }

  add(day: number, entry: DueEntry): void {
    const d = day - this.#startDay;
    if (d >= this.#head.length) return;
    const index = this.#next.length;
    this.#next.push(-1);
    this.#kind.push(entry.kind);
    this.#product.push(entry.product);
    this.#fc.push(entry.fc);
    this.#units.push(entry.units);
    this.#item.push(entry.item);
    if (this.#head[d] === -1) this.#head[d] = index;
    else this.#next.set(this.#tail[d]!, index);
    this.#tail[d] = index;
  }

  /** Calls `settle` for every entry of the day. */
  settleDay(day: number, settle: (entry: DueEntry) => void): void {
    for (let k = this.#head[day - this.#startDay]!; k !== -1; k = this.#next.at(k)) {
      settle({
        kind: this.#kind.at(k),
        product: this.#product.at(k),
        fc: this.#fc.at(k),
        units: this.#units.at(k),
        item: this.#item.at(k),
      });
    }
  }
}
