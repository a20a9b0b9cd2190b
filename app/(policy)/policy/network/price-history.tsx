"use client";

import { useState } from "react";
import type { Locale } from "@/app/explanation/page-words.ts";
import { LineWithEvents } from "@/app/ui/charts/line-with-events.tsx";
import { Field } from "@/app/ui/field.tsx";
import { formatMoney } from "@/app/ui/format.ts";
import { Select } from "@/app/ui/input.tsx";
import { networkTexts } from "./network-texts.ts";
import type { NetworkPlan } from "./network-words.ts";

interface PriceHistoryProps {
  readonly plan: NetworkPlan;
  readonly locale: Locale;
}

/** What the limits of one centre weighed, from run to run. */
export function PriceHistory({ plan, locale }: PriceHistoryProps) {
  const texts = networkTexts(locale);
  const { history, currency, fcs } = plan;
  const heaviest = fcs.reduce<(typeof fcs)[number] | null>(
    (best, fc) => (best === null || fc.weightMicros > best.weightMicros ? fc : best),
    null,
  );
  const [code, setCode] = useState(heaviest?.code ?? "");
  const shown = history.find(({ fcCode }) => fcCode === code) ?? history[0];
  if (!shown) return null;
  // One scale for all centres, so that they can be compared.
  const top = Math.max(1, ...history.flatMap(({ points }) => points.map((p) => p.weightMicros)));
  const last = shown.points.at(-1)?.weightMicros ?? 0;
  const money = (micros: number) => formatMoney(micros, currency, { digits: 0, locale });
  return (
    <div className="grid gap-4">
      <div className="max-w-60">
        <Field label={texts.centre}>
          {(control) => (
            <Select
              {...control}
              value={shown.fcCode}
              onChange={({ target }) => setCode(target.value)}
              options={history.map(({ fcCode }) => ({ value: fcCode, label: fcCode }))}
            />
          )}
        </Field>
      </div>
      <LineWithEvents
        label={texts.historyLabel(shown.fcCode)}
        takeaway={texts.historyTakeaway(shown.fcCode, money(last))}
        seriesName={texts.weightOfLimits}
        locale={locale}
        points={shown.points.map(({ on, weightMicros }) => ({ on, value: weightMicros }))}
        domain={[0, top]}
        formatValue={money}
      />
    </div>
  );
}
