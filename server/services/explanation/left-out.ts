// Products of which a plan says nothing: left out and counted, never taken as nothing.
import { DomainError } from "@/server/core/errors.ts";
import type { Arrivals } from "@/server/services/inventory/load-ahead.ts";
import type { Measured } from "./measured.ts";

/** How many products a figure leaves out for want of a word on them in the plan. */
export const leftOutNotes = (count: number, planOn: string): Measured["notes"] =>
  count === 0
    ? []
    : [
        {
          id: "planLeftOut",
          values: { day: { day: planOn }, products: { unit: "products", value: count } },
        },
      ];

/** What is late, or has no day, is taken to come next. */
export const overdueNotes = ({
  overdueUnits,
}: Pick<Arrivals, "overdueUnits">): Measured["notes"] =>
  overdueUnits === 0
    ? []
    : [{ id: "aheadOverdue", values: { units: { unit: "units", value: overdueUnits } } }];

/** The plan says nothing of what was asked about; `productId` is 0 for all products. */
export const noForecast = (productId: number): DomainError =>
  new DomainError("precondition_failed", { rule: "no_forecast", field: "productId", productId });
