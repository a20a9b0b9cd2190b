"use client";

import Link from "next/link";
import { parseAsString, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Waterfall } from "@/app/ui/charts/waterfall.tsx";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { AskFurther } from "./ask-further.tsx";
import { DriverDetail } from "./driver-detail.tsx";
import { PathSteps } from "./path-steps.tsx";
import { Timeline } from "./timeline.tsx";
import { Verification } from "./verification.tsx";
import { Ways } from "./ways.tsx";
import { type Question, whyHref } from "./why-link.ts";

export type Explanation = RouterOutputs["why"]["get"];

interface ExplanationViewProps {
  readonly explanation: Explanation;
  /** Renders the source rows of a leaf: the seller's and support's screens ask for them in their own way. */
  readonly renderSources: (leafId: string, side: "from" | "to") => ReactNode;
  /** The account's part of the address: "/s/birch" or "/support/sellers/birch". */
  readonly base: string;
  /** Where the seller's receipt is downloaded from; left out for staff. */
  readonly receiptHref?: string;
}

/** One explanation: sentence, waterfall or path, then what is behind the chosen cause, down to the rows of reports. */
export function ExplanationView({
  explanation,
  renderSources,
  base,
  receiptHref,
}: ExplanationViewProps) {
  const [selected, select] = useQueryState("cause", parseAsString);
  const { drivers, steps, redactions } = explanation;
  const moved = drivers.filter((driver) => driver.exactAmount !== 0);
  const driver = moved.find((row) => row.group === selected) ?? moved[0];
  return (
    <div className="grid gap-5">
      <Answer explanation={explanation} />
      <ForecastLink question={explanation.question} base={base} />
      <Related question={explanation.question} base={base} />
      <Timeline timeline={explanation.timeline} base={base} />
      {moved.length > 0 ? (
        <Panel title={explanation.from === null ? "What it is made of" : "What moved it"}>
          <ChangeChart
            explanation={explanation}
            selectedId={driver?.group ?? null}
            onSelect={(id) => void select(id)}
          />
        </Panel>
      ) : null}
      {driver ? (
        <DriverDetail
          key={driver.group}
          driver={driver}
          isChange={explanation.from !== null}
          renderSources={renderSources}
        />
      ) : null}
      <Ways ways={explanation.ways} />
      <AskFurther explanation={explanation} base={base} />
      {steps.length > 0 ? <PathSteps steps={steps} renderSources={renderSources} /> : null}
      {redactions.map((text) => (
        <NoticeBar key={text} title="What you do not see here.">
          {text}
        </NoticeBar>
      ))}
      <Verification explanation={explanation} receiptHref={receiptHref ?? null} />
    </div>
  );
}

function Answer({ explanation }: { readonly explanation: Explanation }) {
  return (
    <section aria-label="Answer" className="max-w-prose">
      <p className="text-lg leading-7 font-medium text-pretty">{explanation.headline}</p>
      {explanation.sentences.length > 0 ? (
        <ul className="mt-2 grid gap-1 text-pretty text-muted">
          {explanation.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** An advised quantity rests on a forecast, and that has causes of its own. */
function ForecastLink({
  question,
  base,
}: {
  readonly question: Explanation["question"];
  readonly base: string;
}) {
  if (question.kind !== "restockLevel" && question.kind !== "restockChange") return null;
  return (
    <p>
      <Link
        href={`${base}/forecast/${question.productId}#what-changed`}
        className="font-medium text-accent hover:underline"
      >
        What changed the forecast behind it
      </Link>
    </p>
  );
}

/** What else can be asked of the same number without a figure. */
function Related({
  question,
  base,
}: {
  readonly question: Explanation["question"];
  readonly base: string;
}) {
  const related = relatedTo(question);
  if (related.length === 0) return null;
  return (
    <ul data-print="hide" className="flex flex-wrap gap-x-5 gap-y-1">
      {related.map(([label, asked]) => (
        <li key={label}>
          <Link
            href={whyHref(base, asked)}
            prefetch={false}
            className="font-medium text-accent hover:underline"
          >
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function relatedTo(question: Question): readonly (readonly [string, Question])[] {
  const sources = "Which data it rests on";
  const fairness = "Whether others are treated alike";
  if (question.kind === "limitLevel" || question.kind === "limitChange") {
    const { storageType, monthOn, runId } = question;
    return [
      ["Why it is not higher", { kind: "limitContrast", storageType, monthOn, runId }],
      [sources, { kind: "limitSources", storageType, monthOn, runId }],
      [fairness, { kind: "limitFairness", storageType, monthOn, runId }],
    ];
  }
  if (question.kind === "restockLevel" || question.kind === "restockChange") {
    const { productId, runId } = question;
    return [
      [sources, { kind: "restockSources", productId, runId }],
      [fairness, { kind: "restockFairness", productId, runId }],
    ];
  }
  return [];
}

interface ChangeChartProps {
  readonly explanation: Explanation;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
}

function ChangeChart({ explanation, selectedId, onSelect }: ChangeChartProps) {
  const { from, to, drivers, unitLabel, title, headline, sentences, unexplained } = explanation;
  return (
    <Waterfall
      label={title}
      takeaway={sentences[0] ?? headline}
      unit={unitLabel}
      from={
        from === null
          ? { label: "Nothing", text: "0", value: 0 }
          : { label: "Before", text: from.text, value: from.value ?? 0 }
      }
      to={{ label: from === null ? "In all" : "Now", text: to.text, value: to.value ?? 0 }}
      bars={[
        ...drivers
          .filter((driver) => driver.exactAmount !== 0)
          .map((driver) => ({
            id: driver.group,
            label: driver.label,
            owner: driver.owner,
            ownerLabel: driver.ownerLabel,
            text: driver.amount.text,
            value: driver.amount.value ?? 0,
          })),
        ...(unexplained ? [unexplainedBar(unexplained)] : []),
      ]}
      selectedId={selectedId}
      onSelect={onSelect}
    />
  );
}

/** A bar of its own, also when it is nothing: so that a reader sees that nothing is left out. */
const unexplainedBar = ({ text, value }: NonNullable<Explanation["unexplained"]>) => ({
  id: "unexplained",
  label: "Not explained",
  owner: "unexplained",
  ownerLabel: "No cause known",
  text,
  value,
  isPlain: true as const,
});
