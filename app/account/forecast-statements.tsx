import type { ReactNode } from "react";
import { Badge } from "@/app/ui/badge.tsx";
import { formatMoney, formatNumber } from "@/app/ui/format.ts";
import { formatDay, formatInstantDay } from "@/app/ui/format-date.ts";
import { demandText, type ForecastView } from "./forecast-words.ts";

type Adjustment = ForecastView["adjustments"][number];
type Promotion = ForecastView["promotions"][number];

const factorText = (factor: number): string => `× ${formatNumber(factor, { digits: 2 })}`;

const saidText = ({ isOwnWord, createdAt }: Adjustment | Promotion): string =>
  `Said ${isOwnWord ? "by you " : ""}on ${formatInstantDay(createdAt)}`;

interface StatedProps {
  readonly what: ReactNode;
  readonly span: string;
  readonly note: string;
  readonly isInForecast: boolean;
  readonly action: ReactNode;
}

function Stated({ what, span, note, isInForecast, action }: StatedProps) {
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0">
      <div className="grid min-w-0 flex-1 basis-60 gap-0.5">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {what}
          <Badge tone={isInForecast ? "good" : "neutral"}>
            {isInForecast ? "in this forecast" : "waits for the next plan"}
          </Badge>
        </p>
        <p className="text-muted">{span}</p>
        <p className="text-xs text-muted">{note}</p>
      </div>
      {action}
    </li>
  );
}

interface AdjustmentListProps {
  readonly adjustments: readonly Adjustment[];
  /** The button that withdraws one; none where nothing may be changed. */
  readonly actionOf?: (adjustment: Adjustment) => ReactNode;
}

/** A product's adjustments that stand and whose weeks are not over. */
export function AdjustmentList({ adjustments, actionOf }: AdjustmentListProps) {
  if (adjustments.length === 0)
    return <p className="text-muted">No adjustment holds for the weeks ahead.</p>;
  return (
    <ul aria-label="Adjustments" className="grid">
      {adjustments.map((row) => (
        <Stated
          key={row.adjustmentId}
          what={
            row.kind === "factor"
              ? factorText(row.factor ?? 1)
              : `${demandText(row.unitsPerWeek ?? 0)} units a week`
          }
          span={`${formatDay(row.fromOn)} to ${formatDay(row.toOn)}: ${row.reason}`}
          note={saidText(row)}
          isInForecast={row.isInForecast}
          action={actionOf?.(row)}
        />
      ))}
    </ul>
  );
}

interface PromotionListProps {
  readonly promotions: readonly Promotion[];
  readonly currency: string;
  readonly actionOf?: (promotion: Promotion) => ReactNode;
}

/** Promotions of the product and of the whole account. */
export function PromotionList({ promotions, currency, actionOf }: PromotionListProps) {
  if (promotions.length === 0) return <p className="text-muted">No promotion is declared.</p>;
  return (
    <ul aria-label="Promotions" className="grid">
      {promotions.map((row) => (
        <Stated
          key={row.promotionId}
          what={row.title}
          span={promotionSpan(row, currency)}
          note={saidText(row)}
          isInForecast={row.isInForecast}
          action={actionOf?.(row)}
        />
      ))}
    </ul>
  );
}

function promotionSpan(row: Promotion, currency: string): string {
  const parts = [
    `${formatDay(row.fromOn)} to ${formatDay(row.toOn)}`,
    row.isWholeAccount ? "all products" : null,
    row.expectedFactor === null
      ? "effect learnt from past sales"
      : `${factorText(row.expectedFactor)} expected`,
    row.priceMicros === null ? null : `price ${formatMoney(row.priceMicros, currency)}`,
  ];
  return parts.filter((part) => part !== null).join(", ");
}
