import { Badge } from "@/app/ui/badge.tsx";
import { formatNumber } from "@/app/ui/format.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";
import { lossText, methodLabel, shareText } from "../model-words.ts";
import { METHOD_NOTE, type Method, type Segment, segmentLabel } from "./quality-words.ts";

/** Every method on one segment, the best first. */
export function MethodPanel({ segment }: { readonly segment: Segment }) {
  const title = `Methods on: ${segmentLabel(segment)}`;
  return (
    <Panel
      title={title}
      description="The best first, by weeks and sums together. All were scored on the same weeks."
      isFlush
      footer={`${METHOD_NOTE} SPL: pinball loss over nine quantiles, in units of the mean change from week to week; WSPL weighs by revenue. Sums are of 4 and 8 weeks; ≤ 90%: share at or below the 90% quantile. ${formatNumber(segment.windowCount)} weeks of ${formatNumber(segment.skuCount)} products.`}
    >
      <Table caption={title}>
        <TableHead>
          <TableHeader isPinned>Method</TableHeader>
          {figures.map(({ label }) => (
            <TableHeader key={label} align="end">
              {label}
            </TableHeader>
          ))}
        </TableHead>
        <TableBody>
          {segment.methods.map((method) => (
            <TableRow key={method.method}>
              <TableCell label="Method" isRowHeader>
                <span className="inline-flex items-center gap-x-2 whitespace-nowrap">
                  {methodLabel(method.method)}
                  {method.isUsed ? <Badge tone="good">Used</Badge> : null}
                </span>
                <span className="block text-xs font-normal text-muted">
                  {method.isClassical ? "classical" : "model"}
                </span>
              </TableCell>
              {figures.map(({ label, text }) => (
                <TableCell key={label} label={label} align="end">
                  {text(method)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

interface Figure {
  readonly label: string;
  readonly text: (method: Method) => string;
}

const loss = (label: string, of: (method: Method) => number | null): Figure => ({
  label,
  text: (method) => lossText(of(method)),
});
const share = (label: string, of: (method: Method) => number | null): Figure => ({
  label,
  text: (method) => shareText(of(method)),
});

const figures: readonly Figure[] = [
  loss("SPL", ({ spl }) => spl),
  loss("SPL of sums", ({ sumSpl }) => sumSpl),
  loss("WSPL", ({ wspl }) => wspl),
  loss("MASE", ({ mase }) => mase),
  loss("RMSSE", ({ rmsse }) => rmsse),
  share("Bias", ({ biasShare }) => biasShare),
  share("In 80%", ({ coverage80Share }) => coverage80Share),
  share("≤ 90%", ({ coverage90Share }) => coverage90Share),
  share("≤ 95%", ({ coverage95Share }) => coverage95Share),
  share("Sums ≤ 90%", ({ cumulative90Share }) => cumulative90Share),
  share("Sums ≤ 95%", ({ cumulative95Share }) => cumulative95Share),
];
