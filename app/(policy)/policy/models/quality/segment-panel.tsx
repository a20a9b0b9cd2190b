import Link from "next/link";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatNumber } from "@/app/ui/format.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { Missing } from "@/app/ui/table.tsx";
import { lossText, methodLabel, shareText } from "../model-words.ts";
import {
  CLASS_NOTE,
  COVERAGE_NOTE,
  distanceText,
  gainWord,
  type Method,
  type Segment,
  segmentId,
  segmentLabel,
} from "./quality-words.ts";

interface SegmentPanelProps {
  readonly segments: readonly Segment[];
  readonly selected: Segment | undefined;
  /** The page of a segment. */
  readonly hrefOf: (segment: Segment) => string;
}

/** Every segment: the method it is forecast by, against the best classical one, and how honest its intervals are. */
export function SegmentPanel({ segments, selected, hrefOf }: SegmentPanelProps) {
  return (
    <Panel
      title="By segment"
      description="A method that does worse than the best classical one is not used. Losses: lower is better."
      isFlush
      footer={`${CLASS_NOTE} ${COVERAGE_NOTE}`}
    >
      <DataTable
        caption="Forecast quality by segment"
        columns={columnsFor(selected, hrefOf)}
        rows={segments}
        rowKey={segmentId}
        maxHeight="none"
        empty={
          <EmptyState title="No backtest yet">
            Run one: it takes a few seconds per thousand products and changes no plan by itself.
          </EmptyState>
        }
      />
    </Panel>
  );
}

const columnsFor = (
  selected: Segment | undefined,
  hrefOf: SegmentPanelProps["hrefOf"],
): readonly Column<Segment>[] => [
  {
    id: "segment",
    header: "Segment",
    isRowHeader: true,
    cell: (row) => (
      <Link
        href={hrefOf(row)}
        scroll={false}
        aria-current={row === selected ? "true" : undefined}
        className="block py-1 whitespace-nowrap hover:text-accent hover:underline aria-[current=true]:text-accent"
      >
        {segmentLabel(row)}
        <span className="block text-xs font-normal text-muted">
          {formatNumber(row.skuCount)} products, {formatNumber(row.windowCount)} weeks
        </span>
      </Link>
    ),
  },
  {
    id: "method",
    header: "Method used",
    cell: (row) =>
      row.used ? (
        <>
          {methodLabel(row.used.method)}
          {row.isOwnChoice ? null : (
            <span className="block text-xs whitespace-nowrap text-muted">as the wider segment</span>
          )}
        </>
      ) : (
        <Missing reason="too few weeks were scored to choose one" />
      ),
  },
  {
    id: "gain",
    header: "Against the best classical",
    cell: (row) => <Gain segment={row} />,
  },
  {
    id: "loss",
    header: "Loss: weeks, sums",
    align: "end",
    cell: (row) => <Losses method={row.used} />,
  },
  {
    id: "coverage80",
    header: "In 80%",
    align: "end",
    cell: (row) => <Coverage share={row.used?.coverage80Share ?? null} nominal={0.8} />,
  },
  {
    id: "cumulative90",
    header: "Sums below 90%",
    align: "end",
    cell: (row) => <Coverage share={row.used?.cumulative90Share ?? null} nominal={0.9} />,
  },
  {
    id: "bias",
    header: "Bias",
    align: "end",
    cell: (row) => shareText(row.used?.biasShare ?? null),
  },
];

function Gain({ segment: { gainShare, bestClassical } }: { readonly segment: Segment }) {
  const word = gainWord(gainShare);
  if (word === null || bestClassical === null) return <Missing reason="not measured" />;
  return (
    <>
      {word}
      <span className="block text-xs whitespace-nowrap text-muted">
        {methodLabel(bestClassical.method)}: {lossText(bestClassical.spl)},{" "}
        {lossText(bestClassical.sumSpl)}
      </span>
    </>
  );
}

function Losses({ method }: { readonly method: Method | null }) {
  if (method === null) return <Missing reason="too few weeks were scored" />;
  return (
    <span className="whitespace-nowrap">
      {lossText(method.spl)}, {lossText(method.sumSpl)}
    </span>
  );
}

/** A share beside how far it is from what it is meant to be. */
export function Coverage({
  share,
  nominal,
}: {
  readonly share: number | null;
  readonly nominal: number;
}) {
  if (share === null) return <Missing reason="not measured" />;
  return (
    <>
      {shareText(share)}
      <span className="block text-xs whitespace-nowrap text-muted">
        {distanceText(share, nominal)}
      </span>
    </>
  );
}
