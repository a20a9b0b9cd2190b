import { DescriptionList } from "@/app/ui/description-list.tsx";
import { formatCount, formatCubicFeet, formatPercent } from "@/app/ui/format.ts";
import { formatInstant } from "@/app/ui/format-date.ts";
import { feeText, type OpenRound } from "./market-words.ts";

/** What to know before asking: bounds, past clears as a band, and what sales earn back. */
export function BeforeAsking({ round }: { readonly round: OpenRound }) {
  const { before, currency } = round;
  const fee = (micros: number | null) => feeText(micros, currency);
  return (
    <div className="grid gap-3">
      <DescriptionList
        items={[
          { term: "Requests until", value: formatInstant(round.closesAt) },
          { term: "Least fee", value: `${fee(before.reserveMicrosPerM3)} per ft³ and month` },
          {
            term: "You may ask for",
            value: `${formatCubicFeet(before.minimumLotMm3)} to ${formatCubicFeet(before.capMm3)}`,
            note: "Counted over all accounts of yours",
          },
          {
            term: "Past clearing fees",
            value: before.band
              ? `${fee(before.band.low)} to ${fee(before.band.high)}, half of them up to ${fee(before.band.median)}`
              : "None published yet",
            note: before.band ? formatCount(before.band.count, "round") : null,
          },
          {
            term: "Your expected credit",
            value: `${fee(before.expectedCreditMicrosPerM3)} per ft³ and month`,
            note: `From your sales; it covers at most ${formatPercent(before.creditCapShareMillionths, { digits: 0 })} of the fee`,
          },
          {
            term: "Sales that earn the most credit",
            value:
              before.breakEvenSalesMicrosPerM3 === null
                ? "Told once a fee is published"
                : `${fee(before.breakEvenSalesMicrosPerM3)} per ft³ and month`,
            note: "At the middle of past fees; more sales earn no more",
          },
        ]}
      />
      <p className="max-w-prose text-muted">
        Past clearing fees bind nobody: the next round can clear higher or lower. Offer what the
        space is worth to you. Nobody pays more than they offered, and all who are granted space pay
        the same fee before their credit.
      </p>
    </div>
  );
}
