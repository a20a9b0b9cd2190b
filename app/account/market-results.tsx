import Link from "next/link";
import type { ReactNode } from "react";
import { whyHref } from "@/app/explanation/why-link.ts";
import { Badge } from "@/app/ui/badge.tsx";
import { DescriptionList } from "@/app/ui/description-list.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatCubicFeet, formatCubicFeetNumber, formatMoney } from "@/app/ui/format.ts";
import { formatInstantDay, formatMonth } from "@/app/ui/format-date.ts";
import { NumberWithWhy } from "@/app/ui/number-with-why.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { capitalised } from "./limit-cards.tsx";
import { feeText, type OpenRound, type PastRound } from "./market-words.ts";

export const roundTitle = ({
  storageTypeLabel,
  monthOn,
}: Pick<PastRound, "storageTypeLabel" | "monthOn">): string =>
  `${capitalised(storageTypeLabel)}, ${formatMonth(monthOn)}`;

/** The steps of a request, the best first. */
export function RequestSteps({
  steps,
  currency,
}: {
  readonly steps: readonly { readonly quantityMm3: number; readonly feeMicrosPerM3: number }[];
  readonly currency: string;
}) {
  return (
    <ul className="tabular">
      {steps.map((step) => (
        <li key={step.feeMicrosPerM3}>
          {formatCubicFeet(step.quantityMm3)} at up to {feeText(step.feeMicrosPerM3, currency)}
        </li>
      ))}
    </ul>
  );
}

/** Versions of a request: what stands, and what it replaced. */
export function RequestVersions({ round }: { readonly round: OpenRound }) {
  const earlier = round.versions.filter(({ closedAt }) => closedAt !== null);
  if (earlier.length === 0) return null;
  return (
    <details>
      <summary className="cursor-pointer text-muted">Earlier versions of this request</summary>
      <ul className="mt-2 grid gap-2">
        {earlier.map((version) => (
          <li key={version.requestId}>
            <span className="text-muted">
              {formatInstantDay(version.recordedAt)}, until {formatInstantDay(version.closedAt)}
            </span>
            <RequestSteps steps={version.steps} currency={round.currency} />
          </li>
        ))}
      </ul>
    </details>
  );
}

interface PastRoundsProps {
  readonly base: string;
  readonly rounds: readonly PastRound[];
  /** What can be done with a result, e.g. giving space back. */
  readonly actionOf?: (round: PastRound) => ReactNode;
}

/** Cleared rounds with what they made of the account's requests. */
export function PastRounds({ base, rounds, actionOf }: PastRoundsProps) {
  if (rounds.length === 0)
    return <EmptyState title="No round has been cleared">Results appear here.</EmptyState>;
  return (
    <div className="grid gap-4">
      {rounds.map((round) => (
        <Panel
          key={round.roundId}
          title={roundTitle(round)}
          description={`Cleared on ${formatInstantDay(round.clearedAt)}${
            round.clearingMicrosPerM3 === null
              ? "; too few sellers took part for the fee to be published"
              : ` at ${feeText(round.clearingMicrosPerM3, round.currency)} per ft³ and month`
          }`}
          actions={actionOf?.(round)}
        >
          {round.result ? (
            <Result base={base} round={round} result={round.result} />
          ) : (
            <p className="text-muted">No request of this account stood in it.</p>
          )}
        </Panel>
      ))}
    </div>
  );
}

const tones = { granted: "good", partlyGranted: "accent", notGranted: "neutral" } as const;
const names = {
  granted: "Granted",
  partlyGranted: "Granted in part",
  notGranted: "Not granted",
} as const;

interface ResultProps {
  readonly base: string;
  readonly round: PastRound;
  readonly result: NonNullable<PastRound["result"]>;
}

function Result({ base, round, result }: ResultProps) {
  const { fee } = result;
  const granted = formatCubicFeetNumber(result.grantedMm3);
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={tones[result.outcome]}>{names[result.outcome]}</Badge>
        <span className="font-medium">{result.headline}</span>
      </p>
      {result.sentences.length > 0 ? (
        <ul className="grid max-w-prose gap-1 text-muted">
          {result.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      <DescriptionList
        items={[
          {
            term: "Granted",
            value: result.hasWhy ? (
              <NumberWithWhy
                value={granted}
                unit="ft³"
                subject={`extra ${round.storageTypeLabel} space for ${formatMonth(round.monthOn)}`}
                href={whyHref(base, { kind: "grantLevel", roundId: round.roundId })}
              />
            ) : (
              `${granted} ft³`
            ),
          },
          ...(result.returnedMm3 > 0
            ? [{ term: "Given back", value: formatCubicFeet(result.returnedMm3) }]
            : []),
          ...(fee ? feeItems(round, fee) : []),
        ]}
      />
      <AskLinks base={base} round={round} outcome={result.outcome} />
    </div>
  );
}

interface AskLinksProps extends Pick<ResultProps, "base" | "round"> {
  readonly outcome: ResultProps["result"]["outcome"];
}

/** What else can be asked of a result. */
function AskLinks({ base, round: { roundId }, outcome }: AskLinksProps) {
  const missing = [
    ["Why not in full", "grantContrast"],
    ["Which fee would have been enough", "grantTarget"],
  ] as const;
  const always = [
    ["What it rests on", "grantSources"],
    ["Whether others are treated alike", "grantFairness"],
  ] as const;
  return (
    <p className="flex flex-wrap gap-x-5 gap-y-1">
      {[...(outcome === "granted" ? [] : missing), ...always].map(([label, kind]) => (
        <Link
          key={kind}
          href={whyHref(base, { kind, roundId })}
          prefetch={false}
          className="font-medium text-accent hover:underline"
        >
          {label}
        </Link>
      ))}
    </p>
  );
}

function feeItems({ currency }: PastRound, fee: NonNullable<ResultProps["result"]["fee"]>) {
  const each = (micros: number) => `${feeText(micros, currency)} per ft³ and month`;
  return [
    {
      term: "Your fee",
      value: each(fee.currentMicrosPerM3),
      note:
        fee.currentMicrosPerM3 < fee.feeMicrosPerM3
          ? `Lowered from ${feeText(fee.feeMicrosPerM3, currency)}: a later round of the month cleared lower`
          : `${feeText(fee.beforeCreditMicrosPerM3, currency)} less ${feeText(fee.creditMicrosPerM3, currency)} of expected credit`,
    },
    {
      term: "Owed for the month",
      value: formatMoney(fee.owedMicros, currency),
      note:
        fee.letOffMicros > 0
          ? `After ${formatMoney(fee.letOffMicros, currency)} let off for space you gave back`
          : null,
    },
    {
      term: "What your space displaced",
      value: formatMoney(fee.vickreyMicros, currency),
      note: "Vickrey's payment before credit, to compare with; nobody is charged it",
    },
  ];
}
