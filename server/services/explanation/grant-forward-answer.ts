// What an offer in an open round would have won in the pool's earlier rounds, by their published fees: the rules replayed on own figures.

import type { Tx } from "@/db/client.ts";
import { evaluateOne } from "@/lib/optimizer/decision/index.ts";
import { clearBand, type MarketPolicy, marketDefinition } from "@/lib/optimizer/market/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { findRound, type RoundRow } from "@/server/repositories/market.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { boundsOf } from "@/server/services/market/bounds.ts";
import { capOfAccount } from "@/server/services/market/get-market.ts";
import { publishedFees } from "@/server/services/market/published-fees.ts";
import { marketPolicyOf } from "@/server/services/policies/policy-fields.ts";
import type { StoredAnswer } from "./answer.ts";
import { decisionAnswer, runOrThrow } from "./decision.ts";
import { bandNotes, capNote, feeOf, volume } from "./grant-reasons.ts";
import type { Ask } from "./question.ts";
import type { ToldFacts } from "./told.ts";

/** An offer, and what bounds it. */
export interface Offer {
  readonly round: Pick<RoundRow, "currency" | "storageType" | "monthOn">;
  readonly policy: MarketPolicy;
  readonly quantityMm3: number;
  readonly feeMicrosPerM3: number;
  readonly capMm3: number;
  readonly expectedCreditMicrosPerM3: number;
  /** Fees of earlier rounds of the pool that all sellers were told. */
  readonly publishedMicrosPerM3: readonly number[];
}

/** Throws precondition_failed for a round that takes no requests any more. */
export async function answerGrantForward(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"grantForward">,
): Promise<StoredAnswer> {
  const { roundId, quantityMm3, feeMicrosPerM3 } = question;
  const round = await findRound(tx, scope, roundId);
  if (!round) throw new DomainError("not_found", { roundId });
  if (round.status !== "open")
    throw new DomainError("precondition_failed", { rule: "round_closed" });
  const run = await runOrThrow(tx, scope, round.runId);
  const policy = marketPolicyOf(round.policyBody);
  const bounds = await boundsOf(tx, scope, round, policy);
  const facts = grantForwardFacts({
    round,
    policy,
    quantityMm3,
    feeMicrosPerM3,
    capMm3: await capOfAccount(tx, scope, round, bounds.capMm3(scope.sellerId)),
    expectedCreditMicrosPerM3: bounds.expectedCreditMicrosPerM3(scope.accountId),
    publishedMicrosPerM3: await publishedFees(tx, scope, round),
  });
  const { storageType, monthOn } = round;
  return decisionAnswer(question, run, { storageType, monthOn }, marketDefinition, facts);
}

export function grantForwardFacts(offer: Offer): ToldFacts {
  const { round, feeMicrosPerM3, quantityMm3, capMm3, publishedMicrosPerM3 } = offer;
  const won = publishedMicrosPerM3.filter((fee) => at(offer, fee).granted > 0);
  const band = clearBand(publishedMicrosPerM3);
  const offered = { fee: feeOf(round, feeMicrosPerM3), asked: volume(quantityMm3) };
  const rounds = { unit: "rounds", value: publishedMicrosPerM3.length };
  const highest = Math.max(...won);
  return {
    type: "told",
    definition: marketDefinition.name,
    version: marketDefinition.version,
    unit: "mm3",
    value: Math.min(quantityMm3, capMm3),
    headline:
      band === null
        ? { id: "grantNoRound", values: {} }
        : {
            id: "grantWouldWin",
            values: { ...offered, won: { unit: "rounds", value: won.length }, rounds },
          },
    sentences: [
      ...(quantityMm3 > capMm3 ? [capNote(capMm3)] : []),
      ...(won.length > 0
        ? [
            {
              id: "grantWouldPay" as const,
              values: {
                most: feeOf(round, at(offer, highest).feePerM3),
                price: feeOf(round, highest),
              },
            },
          ]
        : []),
      ...(band === null ? [] : bandNotes(round, band)),
      { id: "grantNeverMore", values: {} },
    ],
    replayCount: publishedMicrosPerM3.length,
  };
}

/** What the rules give where the round clears at a fee. */
function at(offer: Offer, clearedMicrosPerM3: number) {
  const { policy } = offer;
  const known: Readonly<Record<string, number>> = {
    asked1Mm3: offer.quantityMm3,
    offered1MicrosPerM3: offer.feeMicrosPerM3,
    expectedCreditMicrosPerM3: offer.expectedCreditMicrosPerM3,
    capMm3: offer.capMm3,
    creditCapShareMillionths: policy.creditCapShareMillionths,
    minimumLotMm3: policy.minimumLotMm3,
    grantStepMm3: policy.grantStepMm3,
    clearingMicrosPerM3: clearedMicrosPerM3,
    thresholdMicrosPerM3: clearedMicrosPerM3,
  };
  const { nodes, leafCount, indexOf } = marketDefinition;
  const leaves = Float64Array.from(nodes.slice(0, leafCount), ({ id }) => known[id] ?? 0);
  const values = new Float64Array(nodes.length);
  const granted = evaluateOne(marketDefinition, leaves, values);
  return { granted, feePerM3: values[indexOf.get("feePerM3") ?? -1] ?? 0 };
}
