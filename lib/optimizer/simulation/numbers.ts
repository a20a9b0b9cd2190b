const digits = (value: number, count: number): string => String(value).padStart(count, "0");

/** An order number as customers and reports see it: "701-0145227-8400013". One text per number. */
export function orderNumberText(orderNumber: number): string {
  const high = Math.floor(orderNumber / 100_000);
  return `701-${digits(high, 7)}-${digits((orderNumber % 100_000) * 97 + 11, 7)}`;
}

/** A shipment's number as reports show it, unique over all accounts: "FW0A00123". */
export const shipmentNumberText = (account: number, number: number): string =>
  `FW${account.toString(36).toUpperCase().padStart(2, "0")}${digits(number, 5)}`;
