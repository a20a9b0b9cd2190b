import type { Locale } from "@/app/explanation/page-words.ts";
import { formatCubicFeetNumber } from "@/app/ui/format.ts";
import { formatMonthIn } from "@/app/ui/format-date.ts";
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
import { listed, type NetworkPlan, priceText } from "./network-words.ts";

interface PoolTableProps {
  readonly plan: NetworkPlan;
  readonly locale: Locale;
}

/** Space per storage type and month: what there is, what can be filled, what is given out, what will be used. */
export function PoolTable({ plan, locale }: PoolTableProps) {
  const texts = networkTexts(locale);
  const space = (mm3: number) => formatCubicFeetNumber(mm3, { locale });
  return (
    <Table caption={texts.pools}>
      <TableHead>
        <TableHeader>{texts.pool}</TableHeader>
        <TableHeader align="end" unit="ft³">
          {texts.usable}
        </TableHeader>
        <TableHeader align="end" unit="ft³">
          {texts.given}
        </TableHeader>
        <TableHeader align="end" unit="ft³">
          {texts.expectedThere}
        </TableHeader>
        <TableHeader>{texts.whatHolds}</TableHeader>
      </TableHead>
      <TableBody>
        {plan.pools.map((pool) => (
          <TableRow key={`${pool.storageType}/${pool.monthOn}`}>
            <TableCell label={texts.pool} isRowHeader>
              {texts.types[pool.storageType]}, {formatMonthIn(locale, pool.monthOn)}
            </TableCell>
            <TableCell label={texts.inUnit(texts.usable, "ft³")} align="end">
              {space(pool.usableMm3)}
            </TableCell>
            <TableCell label={texts.inUnit(texts.given, "ft³")} align="end">
              {pool.givenMm3 === null ? <Missing reason={texts.notTold} /> : space(pool.givenMm3)}
            </TableCell>
            <TableCell label={texts.inUnit(texts.expectedThere, "ft³")} align="end">
              {space(pool.storedMm3)}
            </TableCell>
            <TableCell label={texts.whatHolds}>{holdsText(pool, plan.currency, locale)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function holdsText(
  { dearest, heldBack }: NetworkPlan["pools"][number],
  currency: string,
  locale: Locale,
): string {
  const texts = networkTexts(locale);
  const held =
    dearest === null
      ? texts.spare
      : texts.spaceAt(dearest.fcCode, priceText("storage", dearest.priceMicros, currency, locale));
  return heldBack.length === 0 ? held : texts.alsoReceiving(held, listed(heldBack, locale));
}
