"use client";

import { useState } from "react";
import type { ForecastView } from "@/app/account/forecast-words.ts";
import { Field } from "@/app/ui/field.tsx";
import { Input, Select } from "@/app/ui/input.tsx";

interface PromotionFieldsProps {
  readonly forecast: ForecastView;
  readonly error: string | undefined;
}

const reaches = [
  { value: "product", label: "This product" },
  { value: "account", label: "All products" },
] as const;

export function PromotionFields({ forecast, error }: PromotionFieldsProps) {
  const [reach, setReach] = useState<(typeof reaches)[number]["value"]>("product");
  const first = forecast.ahead[0]?.weekOn;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field label="Name">
        {(control) => <Input {...control} name="title" required minLength={3} maxLength={120} />}
      </Field>
      <Field label="For">
        {(control) => (
          <Select
            {...control}
            name="reach"
            options={reaches}
            value={reach}
            onChange={(event) => setReach(event.target.value as typeof reach)}
          />
        )}
      </Field>
      <Field label="First day">
        {(control) => <Input {...control} name="fromOn" type="date" required min={first} />}
      </Field>
      <Field label="Last day" error={error}>
        {(control) => <Input {...control} name="toOn" type="date" required min={first} />}
      </Field>
      <Field
        label="Factor you expect"
        hint="From 1 to 5 on its days; leave it empty and the model learns it"
      >
        {(control) => (
          <Input
            {...control}
            name="expectedFactor"
            type="number"
            min={1}
            max={5}
            step={0.05}
            inputMode="decimal"
          />
        )}
      </Field>
      {reach === "product" ? (
        <Field label={`Price, in ${forecast.currency}`} hint="While it runs; may stay empty">
          {(control) => (
            <Input
              {...control}
              name="price"
              type="number"
              min={0.01}
              step={0.01}
              inputMode="decimal"
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
