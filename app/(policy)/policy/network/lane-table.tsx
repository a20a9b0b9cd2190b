import { formatCubicFeetNumber, formatNumber, formatPercent } from "@/app/ui/format.ts";
import { formatDayShort } from "@/app/ui/format-date.ts";
import {
  Missing,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/app/ui/table.tsx";
import { type NetworkPlan, priceText } from "./network-words.ts";

/** Lanes that carry something, those with a price first, then the fullest. */
export function LaneTable({ plan }: { readonly plan: NetworkPlan }) {
  return (
    <Table caption="Lanes" maxHeight="28rem">
      <TableHead>
        <TableHeader>Lane</TableHeader>
        <TableHeader align="end" unit="ft³">
          Volume in 26 weeks
        </TableHeader>
        <TableHeader align="end">Fullest</TableHeader>
        <TableHeader align="end">Periods that bind</TableHeader>
        <TableHeader align="end">Highest price</TableHeader>
      </TableHead>
      <TableBody>
        {plan.lanes.map((lane) => (
          <TableRow key={`${lane.fcId}/${lane.regionId}`}>
            <TableCell label="Lane" isRowHeader>
              {lane.fcCode} to {lane.regionName}
            </TableCell>
            <TableCell label="Volume in 26 weeks, ft³" align="end">
              {formatCubicFeetNumber(lane.loadMm3)}
            </TableCell>
            <TableCell label="Fullest" align="end">
              {lane.peakShareMillionths === null ? (
                <Missing reason="no limit is told for it" />
              ) : (
                <>
                  {formatPercent(lane.peakShareMillionths, { digits: 0 })}{" "}
                  <span className="text-xs text-muted">from {formatDayShort(lane.peakOn)}</span>
                </>
              )}
            </TableCell>
            <TableCell label="Periods that bind" align="end">
              {formatNumber(lane.bindingCount)}
            </TableCell>
            <TableCell label="Highest price" align="end">
              {priceText("lane", lane.priceMicros, plan.currency)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
