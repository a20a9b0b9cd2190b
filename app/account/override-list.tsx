import type { ReactNode } from "react";
import { formatMoney, formatNumber, formatUnits } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import type { OverrideList as Overrides } from "./override-words.ts";

interface OverrideListProps {
  readonly list: Overrides;
  /** What can be done about one. */
  readonly actionOf?: (override: Overrides["overrides"][number]) => ReactNode;
}

/** Quantities that stand, each with its price, reason and last day. */
export function OverrideList({ list: { overrides, currency }, actionOf }: OverrideListProps) {
  if (overrides.length === 0)
    return <p className="text-muted">No quantity is set by hand: the plan's advice stands.</p>;
  return (
    <ul aria-label="Quantities set by hand" className="grid gap-3">
      {overrides.map((override) => (
        <li key={override.overrideId} className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span className="font-medium">{override.sku}</span>
          <span>
            {formatUnits(override.units)} instead of {formatNumber(override.plannedUnits)}, until{" "}
            {formatDay(override.expiresOn)}
          </span>
          <span className="text-muted">
            {override.profitChangeMicros === null || currency === null
              ? "price not told"
              : `expected profit ${formatMoney(override.profitChangeMicros, currency)}`}
            {override.isInForce ? "" : ", waits for the next plan"}: {override.reason}
          </span>
          <span className="ml-auto">{actionOf?.(override)}</span>
        </li>
      ))}
    </ul>
  );
}
