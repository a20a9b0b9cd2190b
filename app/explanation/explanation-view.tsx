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
import { type PageWords, pageWords } from "./page-words.ts";
import { PathSteps } from "./path-steps.tsx";
import { relatedTo } from "./related.ts";
import { Timeline } from "./timeline.tsx";
import { Verification } from "./verification.tsx";
import { Ways } from "./ways.tsx";
import { whyHref } from "./why-link.ts";

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
  const { drivers, steps, redactions, locale } = explanation;
  const words = pageWords(locale);
  const moved = drivers.filter((driver) => driver.exactAmount !== 0);
  const driver = moved.find((row) => row.group === selected) ?? moved[0];
  return (
    <div lang={locale} className="grid gap-5">
      <Answer explanation={explanation} />
      <ForecastLink question={explanation.question} base={base} words={words} />
      <Related question={explanation.question} base={base} words={words} />
      <Timeline timeline={explanation.timeline} base={base} words={words} />
      {moved.length > 0 ? (
        <Panel title={explanation.from === null ? words.madeOf : words.movedIt}>
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
          // A level has one value of an input, not two.
          ends={explanation.from === null ? { from: null, to: words.value } : explanation.ends}
          renderSources={renderSources}
          words={words}
        />
      ) : null}
      <Ways ways={explanation.ways} words={words} />
      <AskFurther explanation={explanation} base={base} />
      {steps.length > 0 ? (
        <PathSteps steps={steps} renderSources={renderSources} words={words} />
      ) : null}
      {redactions.map((text) => (
        <NoticeBar key={text} title={words.notSeen}>
          {text}
        </NoticeBar>
      ))}
      <Verification explanation={explanation} receiptHref={receiptHref ?? null} />
    </div>
  );
}

function Answer({ explanation }: { readonly explanation: Explanation }) {
  return (
    <section aria-label={pageWords(explanation.locale).answer} className="max-w-prose">
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

interface LinkProps {
  readonly question: Explanation["question"];
  readonly base: string;
  readonly words: PageWords;
}

/** An advised quantity rests on a forecast, and that has causes of its own. */
function ForecastLink({ question, base, words }: LinkProps) {
  if (question.kind !== "restockLevel" && question.kind !== "restockChange") return null;
  return (
    <p>
      <Link
        href={`${base}/forecast/${question.productId}#what-changed`}
        className="font-medium text-accent hover:underline"
      >
        {words.forecastLink}
      </Link>
    </p>
  );
}

/** What else can be asked of the same number without a figure. */
function Related({ question, base, words }: LinkProps) {
  const related = relatedTo(question, words);
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

interface ChangeChartProps {
  readonly explanation: Explanation;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
}

function ChangeChart({ explanation, selectedId, onSelect }: ChangeChartProps) {
  const { from, to, ends, drivers, unitLabel, title, headline, sentences, unexplained } =
    explanation;
  const words = pageWords(explanation.locale);
  return (
    <Waterfall
      label={title}
      takeaway={sentences[0] ?? headline}
      unit={unitLabel}
      from={{ label: ends.from, text: from?.text ?? "0", value: from?.value ?? 0 }}
      to={{ label: ends.to, text: to.text, value: to.value ?? 0 }}
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
        ...(unexplained ? [unexplainedBar(unexplained, words)] : []),
      ]}
      selectedId={selectedId}
      onSelect={onSelect}
    />
  );
}

/** A bar of its own, also when it is nothing: so that a reader sees that nothing is left out. */
const unexplainedBar = (
  { text, value }: NonNullable<Explanation["unexplained"]>,
  words: PageWords,
) => ({
  id: "unexplained",
  label: words.notExplained,
  owner: "unexplained",
  ownerLabel: words.noCause,
  text,
  value,
  isPlain: true as const,
});
