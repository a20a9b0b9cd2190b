import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatDay, formatInstant } from "@/app/ui/format-date.ts";
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
import { lossText } from "../model-words.ts";
import { type BacktestPoint, gainWord } from "./quality-words.ts";
import { Coverage } from "./segment-panel.tsx";

/** Every backtest over all demand, the newest first. */
export function HistoryPanel({ history }: { readonly history: readonly BacktestPoint[] }) {
  if (history.length === 0)
    return (
      <Panel title="Over time">
        <EmptyState title="No backtest yet">Each one becomes a line here.</EmptyState>
      </Panel>
    );
  return (
    <Panel title="Over time" description="All demand, by the method used, newest first" isFlush>
      <Table caption="Backtests over time" maxHeight="24rem">
        <TableHead>
          <TableHeader>Origins</TableHeader>
          <TableHeader align="end">Loss of weeks</TableHeader>
          <TableHeader align="end">Loss of sums</TableHeader>
          <TableHeader>Against the best classical</TableHeader>
          <TableHeader align="end">In 80%</TableHeader>
          <TableHeader align="end">Sums below 90%</TableHeader>
          <TableHeader>Computed</TableHeader>
        </TableHead>
        <TableBody>
          {history.toReversed().map((point) => (
            <TableRow key={point.backtestKey}>
              <TableCell label="Origins" isRowHeader>
                {formatDay(point.firstOriginOn)} to {formatDay(point.lastOriginOn)}
              </TableCell>
              <TableCell label="Loss of weeks" align="end">
                {lossText(point.spl)}
              </TableCell>
              <TableCell label="Loss of sums" align="end">
                {lossText(point.sumSpl)}
              </TableCell>
              <TableCell label="Against the best classical">
                {gainWord(point.gainShare) ?? <Missing reason="not measured" />}
              </TableCell>
              <TableCell label="In 80%" align="end">
                <Coverage share={point.coverage80Share} nominal={0.8} />
              </TableCell>
              <TableCell label="Sums below 90%" align="end">
                <Coverage share={point.cumulative90Share} nominal={0.9} />
              </TableCell>
              <TableCell label="Computed">{formatInstant(point.computedAt)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
