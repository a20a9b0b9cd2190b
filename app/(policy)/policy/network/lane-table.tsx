import type { Locale } from "@/app/explanation/page-words.ts";
import { formatCubicFeetNumber, formatNumber, formatPercent } from "@/app/ui/format.ts";
import { formatDayShortIn } from "@/app/ui/format-date.ts";
import {
  Missing,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/app/ui/table.tsx";
import { networkTexts } from "./network-texts.ts";
import { type NetworkPlan, priceText } from "./network-words.ts";

interface LaneTableProps {
  readonly plan: NetworkPlan;
  readonly locale: Locale;
}

/** Lanes that carry something, those with a price first, then the fullest. */
export function LaneTable({ plan, locale }: LaneTableProps) {
  const texts = networkTexts(locale);
  return (
    <Table caption={texts.lanes} maxHeight="28rem">
      <TableHead>
        <TableHeader>{texts.lane}</TableHeader>
        <TableHeader align="end" unit="ft³">
          {texts.laneVolume}
        </TableHeader>
        <TableHeader align="end">{texts.fullest}</TableHeader>
        <TableHeader align="end">{texts.periodsBinding}</TableHeader>
        <TableHeader align="end">{texts.highestPrice}</TableHeader>
      </TableHead>
      <TableBody>
        {plan.lanes.map((lane) => (
          <TableRow key={`${lane.fcId}/${lane.regionId}`}>
            <TableCell label={texts.lane} isRowHeader>
              {texts.laneName(lane.fcCode, lane.regionName)}
            </TableCell>
            <TableCell label={texts.inUnit(texts.laneVolume, "ft³")} align="end">
              {formatCubicFeetNumber(lane.loadMm3, { locale })}
            </TableCell>
            <TableCell label={texts.fullest} align="end">
              {lane.peakShareMillionths === null ? (
                <Missing reason={texts.noLaneLimit} />
              ) : (
                <>
                  {formatPercent(lane.peakShareMillionths, { digits: 0, locale })}{" "}
                  <span className="text-xs text-muted">
                    {texts.fromDay(formatDayShortIn(locale, lane.peakOn))}
                  </span>
                </>
              )}
            </TableCell>
            <TableCell label={texts.periodsBinding} align="end">
              {formatNumber(lane.bindingCount, { locale })}
            </TableCell>
            <TableCell label={texts.highestPrice} align="end">
              {priceText("lane", lane.priceMicros, plan.currency, locale)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
