import { type Question, whyHref } from "@/app/explanation/why-link.ts";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { CapacityBar } from "@/app/ui/charts/capacity-bar.tsx";
import { formatCubicFeetNumber } from "@/app/ui/format.ts";
import { formatMonth } from "@/app/ui/format-date.ts";
import { NumberWithWhy } from "@/app/ui/number-with-why.tsx";

export type Limits = RouterOutputs["limits"]["list"];
export type StorageTypeLimits = Limits["storageTypes"][number];
export type MonthLimit = StorageTypeLimits["months"][number];

/** Why a limit changed against the month before when there is one, else why it is what it is. */
export function limitQuestion(type: StorageTypeLimits, month: MonthLimit): Question {
  const { storageType } = type;
  const { monthOn, before } = month;
  const { runId } = month.current;
  if (before && before.runId !== runId && before.limitMm3 !== month.current.limitMm3) {
    return {
      kind: "limitChange",
      storageType,
      monthOn,
      runId,
      baseMonthOn: before.monthOn,
      baseRunId: before.runId,
    };
  }
  return { kind: "limitLevel", storageType, monthOn, runId };
}

interface LimitUsageProps {
  readonly base: string;
  readonly limits: Limits;
}

/** One bar per storage type: the limit that holds, what is on hand, what is on its way. */
export function LimitUsage({ base, limits }: LimitUsageProps) {
  return (
    <div className="grid gap-6">
      {limits.storageTypes.map((type) =>
        type.usage ? (
          <UsageBar key={type.storageType} base={base} type={type} usage={type.usage} />
        ) : null,
      )}
    </div>
  );
}

interface UsageBarProps {
  readonly base: string;
  readonly type: StorageTypeLimits;
  readonly usage: NonNullable<StorageTypeLimits["usage"]>;
}

function UsageBar({ base, type, usage }: UsageBarProps) {
  const month = type.months.find((row) => row.monthOn === usage.monthOn);
  const label = `${capitalised(type.label)}, ${formatMonth(usage.monthOn)}`;
  return (
    <CapacityBar
      label={label}
      limitMm3={usage.limitMm3}
      onHandMm3={usage.onHandMm3}
      openShipmentsMm3={usage.openShipmentsMm3}
      limit={month ? <LimitNumber base={base} type={type} month={month} /> : undefined}
    />
  );
}

interface LimitNumberProps {
  readonly base: string;
  readonly type: StorageTypeLimits;
  readonly month: MonthLimit;
}

/** A limit that answers why. */
export function LimitNumber({ base, type, month }: LimitNumberProps) {
  return (
    <NumberWithWhy
      value={formatCubicFeetNumber(month.current.limitMm3)}
      unit="ft³"
      subject={`${type.label} limit for ${formatMonth(month.monthOn)}`}
      href={whyHref(base, limitQuestion(type, month))}
    />
  );
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
