"use client";

import { roundTitle } from "@/app/account/market-results.tsx";
import { feeText } from "@/app/account/market-words.ts";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Badge } from "@/app/ui/badge.tsx";
import { DescriptionList } from "@/app/ui/description-list.tsx";
import { formatCount, formatCubicFeet, formatMoney, formatPercent } from "@/app/ui/format.ts";
import { formatInstant } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
import {
  Missing,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/app/ui/table.tsx";
import { ClearNow } from "./clear-now.tsx";

type Round = RouterOutputs["market"]["rounds"]["rounds"][number];
type Cleared = NonNullable<Round["cleared"]>;

/** One round: its space, its book in sums, and what clearing found. */
export function RoundPanel({ round }: { readonly round: Round }) {
  const isOpen = round.status === "open";
  return (
    <Panel
      title={`${roundTitle(round)}, round ${round.roundId}`}
      description={
        isOpen
          ? `Takes requests until ${formatInstant(round.closesAt)}`
          : `Cleared ${formatInstant(round.clearedAt)}`
      }
      actions={
        isOpen ? (
          <ClearNow roundId={round.roundId} title={roundTitle(round)} />
        ) : (
          <Badge>Cleared</Badge>
        )
      }
    >
      <div className="grid gap-5">
        <DescriptionList items={factsOf(round)} />
        {round.cleared ? <Rules round={round} cleared={round.cleared} /> : null}
        <Book round={round} />
      </div>
    </Panel>
  );
}

function factsOf(round: Round) {
  const { cleared, currency } = round;
  const facts = [
    {
      term: "Space",
      value: formatCubicFeet(round.freeMm3 + round.returnedMm3),
      note: `Left by the limits of run ${round.runId}; ${formatCubicFeet(round.returnedMm3)} of it was given back`,
    },
    { term: "Requests", value: formatCount(round.requestCount, "request") },
    { term: "Rules", value: `Extra-space policy, version ${round.policyVersion}` },
  ];
  if (!cleared) return facts;
  return [
    ...facts,
    { term: "Asked for", value: formatCubicFeet(cleared.askedMm3) },
    {
      term: "Granted",
      value: formatCubicFeet(cleared.grantedMm3),
      note: `${formatPercent(cleared.marginalShareMillionths)} of the steps exactly at the threshold`,
    },
    {
      term: "Clearing fee",
      value: `${feeText(cleared.clearingMicrosPerM3, currency)} per ft³ and month`,
      note: cleared.isPublished
        ? "Published"
        : `Not published: ${formatCount(cleared.sellerCount, "seller")} took part`,
    },
  ];
}

const ruleNames = {
  firstRejected: "First fee not wholly granted",
  lowestAccepted: "Lowest fee granted",
  vickrey: "Vickrey: what each one displaced",
} as const;

function Rules({ round, cleared }: { readonly round: Round; readonly cleared: Cleared }) {
  return (
    <Table caption={`Payment rules of round ${round.roundId}, before credit`} isDense>
      <TableHead>
        <TableHeader>Payment rule</TableHeader>
        <TableHeader align="end" unit="per ft³ and month">
          Fee
        </TableHeader>
        <TableHeader align="end">All winners together</TableHeader>
        <TableHeader>Charged</TableHeader>
      </TableHead>
      <TableBody>
        {cleared.rules.map((rule) => (
          <TableRow key={rule.rule}>
            <TableCell label="Payment rule" isRowHeader>
              {ruleNames[rule.rule]}
            </TableCell>
            <TableCell label="Fee" align="end">
              {rule.microsPerM3 === null ? (
                <Missing reason="differs from seller to seller" />
              ) : (
                feeText(rule.microsPerM3, round.currency)
              )}
            </TableCell>
            <TableCell label="All winners together" align="end">
              {formatMoney(rule.sumMicros, round.currency)}
            </TableCell>
            <TableCell label="Charged">{rule.isCharged ? "yes" : "no"}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Book({ round }: { readonly round: Round }) {
  if (round.book === null) return <p className="text-muted">Book: {round.bookNote}</p>;
  return (
    <Table caption={`Book of round ${round.roundId}: asked for at a fee or more`} isDense>
      <TableHead>
        <TableHeader unit="per ft³ and month">Offered at least</TableHeader>
        <TableHeader align="end">Asked for</TableHeader>
      </TableHead>
      <TableBody>
        {round.book.map((sum) => (
          <TableRow key={sum.feeMicrosPerM3}>
            <TableCell label="Offered at least" isRowHeader>
              {feeText(sum.feeMicrosPerM3, round.currency)}
            </TableCell>
            <TableCell label="Asked for" align="end">
              {formatCubicFeet(sum.askedMm3)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
