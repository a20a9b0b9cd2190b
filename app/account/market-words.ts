// Fees and volumes of extra space as sellers read and type them: per cubic foot and month.
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatMoney } from "@/app/ui/format.ts";
import { MM3_PER_CUBIC_FOOT } from "@/lib/units/index.ts";

type Market = RouterOutputs["market"]["get"];
export type OpenRound = Market["open"][number];
export type PastRound = Market["past"][number];

const MM3_PER_M3 = 1_000_000_000;
const MICROS = 1_000_000;

/** A fee at rest, per m3, as "$1.40". */
export const feeText = (microsPerM3: number | null, currency: string): string =>
  formatMoney(
    microsPerM3 === null ? null : (microsPerM3 * MM3_PER_CUBIC_FOOT) / MM3_PER_M3,
    currency,
  );

/** A typed fee per cubic foot as it rests: per m3. */
export const typedFee = (perCubicFoot: number): number =>
  Math.round((perCubicFoot * MICROS * MM3_PER_M3) / MM3_PER_CUBIC_FOOT);

/** A resting fee as it is typed. */
export const feeToType = (microsPerM3: number): string =>
  ((microsPerM3 * MM3_PER_CUBIC_FOOT) / MM3_PER_M3 / MICROS).toFixed(2);

/** Why the market refuses. */
export const marketRefusals: Readonly<Record<string, string>> = {
  round_closed: "This round takes no more requests.",
  fees_fall: "Each step must offer less than the one before it.",
  below_lot: "This is less than the least lot. Ask for more, or leave it.",
  above_cap: "This is more than you may ask for. Ask for less.",
  below_reserve: "The lowest offer is below the least fee, even with your expected credit.",
  month_begun: "The month has begun: its space can no longer be given back.",
  above_granted: "This is more than was granted.",
  returned_before: "Space of this round was given back before.",
  round_cleared: "This round has been cleared already.",
  fee_not_published: "Too few sellers took part for the clearing fee to be published.",
};
