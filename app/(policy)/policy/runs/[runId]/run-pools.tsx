import { capitalised } from "@/app/account/limit-cards.tsx";
import { formatCubicFeetNumber, formatNumber } from "@/app/ui/format.ts";
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
import { storageTypeLabel } from "@/lib/wording/index.ts";
import { overbookingText, poolFigures, poolStatusText, type RunDetail } from "../run-words.ts";

const MONTHS = ["", "next month", "in 2 months", "in 3 months"] as const;

/** The pools of the network as this run shared them. */
export function RunPools({ summary }: { readonly summary: RunDetail["summary"] }) {
  const pools = poolFigures(summary);
  if (pools.length === 0) return null;
  return (
    <Panel
      title="Pools"
      description="What could be shared, what was, and how scarce it was"
      isFlush
    >
      <Table caption="Pools of this run" isDense>
        <TableHead>
          <TableHeader>Pool</TableHeader>
          <TableHeader align="end" unit="ft³">
            To share
          </TableHeader>
          <TableHeader align="end">Overbooking</TableHeader>
          <TableHeader align="end" unit="ft³">
            Limits together
          </TableHeader>
          <TableHeader align="end" unit="ft³">
            Missing
          </TableHeader>
          <TableHeader>How it was shared</TableHeader>
        </TableHead>
        <TableBody>
          {pools.map((pool) => (
            <TableRow key={`${pool.storageType}/${pool.monthAhead}`}>
              <TableCell label="Pool" isRowHeader>
                {capitalised(storageTypeLabel(pool.storageType))}, {MONTHS[pool.monthAhead]}
              </TableCell>
              <TableCell label="To share (ft³)" align="end">
                {formatCubicFeetNumber(pool.poolMm3)}
              </TableCell>
              <TableCell label="Overbooking" align="end">
                {pool.overbookingMillionths > 0 ? (
                  <>
                    {formatNumber(pool.overbookingMillionths / 1_000_000, { digits: 2 })}
                    <span className="block text-xs text-muted">
                      {overbookingText[pool.overbookingMethod] ?? ""}
                    </span>
                  </>
                ) : (
                  <Missing reason="not told" />
                )}
              </TableCell>
              <TableCell label="Limits together (ft³)" align="end">
                {formatCubicFeetNumber(pool.limitSumMm3)}
              </TableCell>
              <TableCell label="Missing (ft³)" align="end">
                {formatCubicFeetNumber(pool.shortfallMm3)}
              </TableCell>
              <TableCell label="How it was shared">
                {poolStatusText[pool.status] ?? pool.status}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
