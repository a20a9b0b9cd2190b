"use client";

import { useState } from "react";
import type { ForecastView } from "@/app/account/forecast-words.ts";
import { Field } from "@/app/ui/field.tsx";
import { formatNumber } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { Input, Select } from "@/app/ui/input.tsx";

interface AdjustmentFieldsProps {
  readonly forecast: ForecastView;
  readonly error: string | undefined;
}

const kinds = [
  { value: "factor", label: "Multiply demand by" },
  { value: "units_per_week", label: "Set units a week to" },
] as const;

const DEFAULT_WEEKS = 4;

export function AdjustmentFields({ forecast, error }: AdjustmentFieldsProps) {
  const [kind, setKind] = useState<(typeof kinds)[number]["value"]>("factor");
  const weeks = forecast.ahead.map(({ weekOn }) => ({
    value: weekOn,
    label: `Week of ${formatDay(weekOn)}`,
  }));
  const isFactor = kind === "factor";
  const most = isFactor ? 5 : forecast.maxUnitsPerWeek;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field label="From">
        {(control) => <Select {...control} name="fromOn" options={weeks} />}
      </Field>
      <Field label="To, this week included">
        {(control) => (
          <Select
            {...control}
            name="toOn"
            options={weeks}
            defaultValue={weeks[DEFAULT_WEEKS - 1]?.value}
          />
        )}
      </Field>
      <Field label="What changes">
        {(control) => (
          <Select
            {...control}
            name="kind"
            options={kinds}
            value={kind}
            onChange={(event) => setKind(event.target.value as typeof kind)}
          />
        )}
      </Field>
      <Field
        label={isFactor ? "Factor" : "Units a week"}
        hint={`From 0 to ${formatNumber(most)}${isFactor ? "; 1.2 is a fifth more" : ""}`}
      >
        {(control) => (
          <Input
            {...control}
            name="value"
            type="number"
            required
            min={0}
            max={most}
            step={isFactor ? 0.01 : 0.1}
            inputMode="decimal"
          />
        )}
      </Field>
      <div className="sm:col-span-2">
        <Field label="Reason" hint="Kept with it, for whoever asks later" error={error}>
          {(control) => <Input {...control} name="reason" required minLength={3} maxLength={400} />}
        </Field>
      </div>
    </div>
  );
}
