"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input, Select } from "@/app/ui/input.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { cubicFeetToMm3 } from "@/lib/units/index.ts";
import { type AskWords, askWords } from "./ask-words.ts";
import { type Question, whyHref } from "./why-link.ts";

type Explanation = RouterOutputs["why"]["get"];
type Deeds = NonNullable<Explanation["deeds"]>;

interface AskFurtherProps {
  readonly explanation: Explanation;
  /** The account's part of the address. */
  readonly base: string;
}

/** Questions about the same number that need a figure or a choice: what it takes, what if, why not. */
export function AskFurther({ explanation, base }: AskFurtherProps) {
  const { question, deeds, locale } = explanation;
  const words = askWords(locale);
  const router = useRouter();
  if (deeds === null || !("runId" in question)) return null;
  const go = (asked: Question) => router.push(whyHref(base, asked));
  return (
    <section data-print="hide" aria-label={words.further} className="grid gap-5 lg:grid-cols-2">
      {"productId" in question ? (
        <AskQuantity question={question} words={words} onAsk={go} />
      ) : (
        <AskLimit question={question} words={words} onAsk={go} />
      )}
      <WhatIf question={question} deeds={deeds} words={words} onAsk={go} />
    </section>
  );
}

interface AskProps {
  readonly question: Question;
  readonly words: AskWords;
  readonly onAsk: (question: Question) => void;
}

function AskLimit({ question, words, onAsk }: AskProps) {
  if (!("storageType" in question) || !("monthOn" in question)) return null;
  const { storageType, monthOn, runId } = question;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const feet = Number(new FormData(event.currentTarget).get("target"));
    if (!(feet > 0)) return;
    onAsk({
      kind: "limitTarget",
      storageType,
      monthOn,
      runId,
      targetMm3: cubicFeetToMm3(feet),
    });
  };
  return (
    <Panel title={words.whatTakes}>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <Field label={words.leastLimit}>
          {(control) => (
            <Input
              {...control}
              name="target"
              type="number"
              inputMode="decimal"
              min={1}
              step="any"
              max={1_000_000}
              required
            />
          )}
        </Field>
        <Button type="submit">{words.findOut}</Button>
      </form>
    </Panel>
  );
}

const isForecast = ({ kind }: Question): boolean => kind.startsWith("forecast");

function AskQuantity({ question, words, onAsk }: AskProps) {
  const [units, setUnits] = useState("");
  if (!("productId" in question) || !("runId" in question)) return null;
  const { productId, runId } = question;
  const isAsked = /^\d{1,7}$/.test(units);
  const [title, field, contrast] = isForecast(question)
    ? ([words.whyNotOwn, words.unitsExpected, "forecastContrast"] as const)
    : ([words.whyNotOther, words.unitsInstead, "restockContrast"] as const);
  return (
    <Panel title={title}>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (isAsked) onAsk({ kind: contrast, productId, runId, units: Number(units) });
        }}
      >
        <Field label={field}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              pattern="\d{1,7}"
              required
              value={units}
              onChange={(event) => setUnits(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit">{words.whyNotThis}</Button>
        {isForecast(question) ? null : (
          <Button
            disabled={!isAsked}
            onClick={() =>
              onAsk({ kind: "restockTarget", productId, runId, targetUnits: Number(units) })
            }
          >
            {words.takes}
          </Button>
        )}
      </form>
    </Panel>
  );
}

interface WhatIfProps extends AskProps {
  readonly deeds: Deeds;
}

function toWhat(question: Question, { monthText }: Deeds, words: AskWords): string {
  if (monthText) return words.toLimit(monthText);
  return isForecast(question) ? words.toForecast : words.toQuantity;
}

const idOf = ({ leaf, move }: Deeds["levers"][number]) => `${leaf}/${move}`;

function WhatIf({ question, deeds, words, onAsk }: WhatIfProps) {
  const [chosen, choose] = useState("");
  const [steps, setSteps] = useState(1);
  const lever = deeds.levers.find((one) => idOf(one) === chosen) ?? null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const asked = forwardQuestion(question, deeds, lever, lever ? steps : 0);
    if (asked) onAsk(asked);
  };
  return (
    <Panel title={words.whatIf} description={toWhat(question, deeds, words)}>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <Field label={words.whatChanges}>
          {(control) => (
            <Select
              {...control}
              value={chosen}
              onChange={(event) => {
                choose(event.target.value);
                setSteps(1);
              }}
              options={[
                { value: "", label: words.nothing },
                ...deeds.levers.map((one) => ({
                  value: idOf(one),
                  label: (one.move > 0 ? words.moreThan : words.lessThan)(one.label, one.now),
                })),
              ]}
            />
          )}
        </Field>
        {lever ? (
          <Field label={words.to}>
            {(control) => (
              <Select
                {...control}
                value={String(steps)}
                onChange={(event) => setSteps(Number(event.target.value))}
                options={lever.steps.map((label, k) => ({ value: String(k + 1), label }))}
              />
            )}
          </Field>
        ) : null}
        <Button type="submit">{words.findOut}</Button>
      </form>
    </Panel>
  );
}

function forwardQuestion(
  question: Question,
  { monthOn }: Deeds,
  lever: Deeds["levers"][number] | null,
  steps: number,
): Question | null {
  if (!("runId" in question)) return null;
  const { runId } = question;
  const deed = { leaf: lever?.leaf ?? "none", move: lever?.move ?? (1 as const), steps };
  if ("productId" in question) {
    const kind = isForecast(question) ? "forecastForward" : "restockForward";
    return { kind, productId: question.productId, runId, ...deed };
  }
  if (monthOn === null || !("storageType" in question)) return null;
  return { kind: "limitForward", storageType: question.storageType, monthOn, runId, ...deed };
}
