import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatCount } from "@/app/ui/format.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";
import { gainText, lossText, type ModelDetail, methodLabel, shareText } from "../model-words.ts";

/** The scores a version was stored with, beside other methods on the same weeks. */
export function ModelScores({ model }: { readonly model: ModelDetail }) {
  const { scores, windowCount } = model;
  if (scores.length === 0)
    return (
      <Panel title="How good it was">
        <EmptyState title="Not measured">
          It was stored without scores. A backtest measures the version in use.
        </EmptyState>
      </Panel>
    );
  return (
    <Panel
      title="How good it was"
      description={gainText(model) ?? undefined}
      isFlush
      footer={`Losses: lower is better, 1 is the mean change from week to week. Coverage: as near to its nominal share as can be. Over ${formatCount(windowCount ?? 0, "week")} that it had not seen.`}
    >
      <Table caption="Scores by method">
        <TableHead>
          <TableHeader>Method</TableHeader>
          <TableHeader align="end">Loss of weeks</TableHeader>
          <TableHeader align="end">Loss of sums</TableHeader>
          <TableHeader align="end">Bias</TableHeader>
          <TableHeader align="end">In the 80% interval</TableHeader>
          <TableHeader align="end">Sums below their 90% quantile</TableHeader>
        </TableHead>
        <TableBody>
          {scores.map((score) => (
            <TableRow key={score.method}>
              <TableCell label="Method" isRowHeader>
                {methodLabel(score.method)}
              </TableCell>
              <TableCell label="Loss of weeks" align="end">
                {lossText(score.spl)}
              </TableCell>
              <TableCell label="Loss of sums" align="end">
                {lossText(score.sumSpl)}
              </TableCell>
              <TableCell label="Bias" align="end">
                {shareText(score.biasShare)}
              </TableCell>
              <TableCell label="In the 80% interval" align="end">
                {shareText(score.coverage80Share)}
              </TableCell>
              <TableCell label="Sums below their 90% quantile" align="end">
                {shareText(score.cumulative90Share)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
