// Rows that tell units by the day on which they came, and the rows of the ledger behind each.
import { dayToDate } from "@/lib/calendar/index.ts";
import type { MeasuredPart } from "./measured.ts";

const BEFORE = "before";

/** Name and label of a product's units that came on an epoch day; null = before the first day that is known, of which no row tells. */
export function lotRow(
  { productId }: { readonly productId: number },
  arrivedDay: number | null,
): Pick<MeasuredPart["rows"][number], "id" | "label" | "hasSource"> {
  const day = arrivedDay === null ? BEFORE : dayToDate(arrivedDay);
  return {
    id: `sku:${productId}@${day}`,
    label:
      arrivedDay === null
        ? { id: "lotBefore", values: {} }
        : { id: "lotOf", values: { day: { day } } },
    hasSource: arrivedDay !== null,
  };
}

interface RowSource {
  readonly productId: number;
  /** Which facts of the product: movements of its stock as far back as its figure looks, all of them, or its orders in the 30 days of a window. */
  readonly of: "stock" | "ledger" | "orders";
  /** The day on which units came, where the row tells of one; null = the whole product. */
  readonly lotOn: string | null;
}

/** What a row of a product or of a lot names; null for any other. Answers of old name a lot by its epoch day. */
export function sourceOfRow(id: string): RowSource | null {
  const facts = /^(ledger|orders):(\d+)$/.exec(id);
  if (facts)
    return {
      productId: Number(facts[2]),
      of: facts[1] === "orders" ? "orders" : "ledger",
      lotOn: null,
    };
  const found = /^sku:(\d+)(?:@(before|\d{4}-\d\d-\d\d|\d+))?$/.exec(id);
  if (!found) return null;
  const [, product, day] = found;
  const productId = Number(product);
  if (day === undefined || day === BEFORE) return { productId, of: "stock", lotOn: null };
  const lotOn = day.includes("-") ? day : dayToDate(Number(day));
  return { productId, of: "stock", lotOn };
}
