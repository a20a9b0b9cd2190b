// What a round made of a request, in the seller's words: only figures of the account's own and the published fee.
import { type Outcome, outcomeOf } from "@/lib/optimizer/market/index.ts";
import { MM3_PER_CUBIC_FOOT } from "@/lib/units/index.ts";
import {
  type MessageId,
  monthText,
  quantityText,
  renderMessage,
  storageTypeLabel,
} from "@/lib/wording/index.ts";
import type { RoundRow } from "@/server/repositories/market.ts";
import type { ResultRow } from "@/server/repositories/market-request.ts";
import { grantNodes } from "@/server/services/explanation/grant-answer.ts";
import { marketPolicyOf } from "@/server/services/policies/policy-fields.ts";
import type { PastRoundView } from "./schemas.ts";

type ResultView = NonNullable<PastRoundView["result"]>;
type Nodes = ReadonlyMap<string, number>;

const MM3_PER_M3 = 1_000_000_000;

/** A fee per m3 as sellers read it: per cubic foot, in the currency. */
export const feeText = (microsPerM3: number, currency: string): string =>
  quantityText("micros", (microsPerM3 * MM3_PER_CUBIC_FOOT) / MM3_PER_M3, currency);

const volumeText = (mm3: number): string => quantityText("mm3", mm3);

/** `today` says whether the month has begun: what lies in it cannot be given back. */
export function resultView(round: RoundRow, result: ResultRow, today: string): ResultView {
  const nodes = grantNodes(result);
  const isTold = round.publishedMicrosPerM3 !== null || result.grantedMm3 > 0;
  const at = (id: string) => nodes?.get(id) ?? 0;
  const askedMm3 = at("asked1Mm3") + at("asked2Mm3") + at("asked3Mm3");
  const outcome = outcomeOf(at, marketPolicyOf(round.policyBody).reserveMicrosPerM3Month);
  const isReturned = result.returnedAt !== null;
  return {
    grantedMm3: result.grantedMm3,
    askedMm3,
    ...wordsOf(round, nodes, outcome, isTold),
    outcome: outcome.kind,
    fee: result.grantedMm3 === 0 ? null : feeOf(result, at),
    returnedMm3: result.returnedMm3,
    canReturn: result.grantedMm3 > 0 && !isReturned && today < round.monthOn,
    hasWhy: isTold && nodes !== null,
  };
}

function feeOf(result: ResultRow, at: (id: string) => number): NonNullable<ResultView["fee"]> {
  const owedMicros = Math.floor((result.grantedMm3 / MM3_PER_M3) * result.currentMicrosPerM3);
  return {
    beforeCreditMicrosPerM3: at("clearingMicrosPerM3"),
    creditMicrosPerM3: at("credit"),
    feeMicrosPerM3: result.feeMicrosPerM3,
    currentMicrosPerM3: result.currentMicrosPerM3,
    owedMicros: Math.max(0, owedMicros - result.letOffMicros),
    letOffMicros: result.letOffMicros,
    vickreyMicros: result.vickreyMicros,
  };
}

function wordsOf(
  round: RoundRow,
  nodes: Nodes | null,
  outcome: Outcome,
  isTold: boolean,
): Pick<ResultView, "headline" | "sentences"> {
  const at = (id: string) => nodes?.get(id) ?? 0;
  const fee = (micros: number) => feeText(micros, round.currency);
  const asked = volumeText(at("asked1Mm3") + at("asked2Mm3") + at("asked3Mm3"));
  const granted = volumeText(at("granted"));
  const storageType = storageTypeLabel(round.storageType);
  const month = monthText(round.monthOn);
  const headline = {
    granted: () => renderMessage("grantGranted", { asked, storageType, month }),
    partlyGranted: () => renderMessage("grantPartly", { granted, asked }),
    notGranted: () => renderMessage("grantNot", { asked }),
  }[outcome.kind]();
  if (!isTold) return { headline, sentences: [renderMessage("grantTooFew")] };
  const sentences = [renderMessage("grantClearedAt", { price: fee(at("clearingMicrosPerM3")) })];
  if (at("granted") > 0)
    sentences.push(
      at("credit") > 0
        ? renderMessage("grantFee", { fee: fee(at("feePerM3")), credit: fee(at("credit")) })
        : renderMessage("grantFeePlain", { fee: fee(at("feePerM3")) }),
    );
  return { headline, sentences: [...sentences, ...missingWords(round, at, outcome)] };
}

function missingWords(
  round: RoundRow,
  at: (id: string) => number,
  outcome: Outcome,
): readonly string[] {
  if (outcome.kind === "granted") return [];
  const fee = (micros: number) => feeText(micros, round.currency);
  const short = [1, 2, 3].find((k) => at(`eligible${k}`) > 0 && at(`share${k}`) < 1_000_000) ?? 1;
  const offered = fee(at(`offered${short}MicrosPerM3`));
  const say = (id: MessageId, values: Readonly<Record<string, string>> = {}) => [
    renderMessage(id, values),
  ];
  switch (outcome.because) {
    case "belowReserve":
      return say("grantReserve", {
        offered,
        reserve: fee(marketPolicyOf(round.policyBody).reserveMicrosPerM3Month),
      });
    case "lot":
      return say("grantLot", { lot: volumeText(at("minimumLotMm3")) });
    case "cap":
      return say("grantCap", { cap: volumeText(at("capMm3")) });
    case "shared":
      return say("grantShared");
    case "belowPrice": {
      const needed = fee(outcome.neededMicrosPerM3);
      const id = outcome.kind === "notGranted" ? "grantOfferedAll" : "grantOffered";
      return [...say(id, { offered, needed }), ...say("grantMoved")];
    }
  }
}
