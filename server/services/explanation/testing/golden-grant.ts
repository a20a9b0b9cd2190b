// Stored answers about extra space, made by the answers' own functions from two small rounds.
import { evaluateOne } from "@/lib/optimizer/decision/index.ts";
import { explainChange } from "@/lib/optimizer/explanation/index.ts";
import { clearBand, defaultMarketPolicy, marketDefinition } from "@/lib/optimizer/market/index.ts";
import type { StoredAnswer } from "../answer.ts";
import type { KnownGrant } from "../grant-answer.ts";
import { grantForwardFacts } from "../grant-forward-answer.ts";
import { grantContrastFacts, grantSourcesFacts, grantTargetFacts } from "../grant-reasons.ts";
import { GOLDEN_RUN } from "./golden-forecast.ts";

const FOOT = 28_316_847;
/** Per m3, of a fee per cubic foot. */
const fee = (perFoot: number): number => Math.round((perFoot * 1e6 * 1e9) / FOOT);

const ROUND: KnownGrant["round"] = {
  roundId: 4,
  marketplaceId: "US",
  currency: "USD",
  storageType: "standard",
  monthOn: "2026-12-01",
  policyVersionId: 1,
  policyVersion: 2,
  policyBody: defaultMarketPolicy,
  runId: GOLDEN_RUN.runId,
  status: "cleared",
  opensAt: new Date("2026-11-22T12:00:00Z"),
  closesAt: new Date("2026-11-29T12:00:00Z"),
  clearedAt: new Date("2026-11-29T12:00:00Z"),
  publishedMicrosPerM3: fee(1.6),
};

function grantOf(
  offered: number,
  cleared: number,
  published: number | null,
  { askedFeet = 60, capFeet = 100 } = {},
): KnownGrant {
  const known: Readonly<Record<string, number>> = {
    asked1Mm3: askedFeet * FOOT,
    offered1MicrosPerM3: offered,
    expectedCreditMicrosPerM3: fee(0.15),
    capMm3: capFeet * FOOT,
    creditCapShareMillionths: defaultMarketPolicy.creditCapShareMillionths,
    minimumLotMm3: defaultMarketPolicy.minimumLotMm3,
    grantStepMm3: defaultMarketPolicy.grantStepMm3,
    clearingMicrosPerM3: cleared,
    thresholdMicrosPerM3: cleared,
  };
  const { nodes, leafCount, indexOf } = marketDefinition;
  const leaves = Float64Array.from(nodes.slice(0, leafCount), ({ id }) => known[id] ?? 0);
  const values = new Float64Array(nodes.length);
  return {
    round: { ...ROUND, publishedMicrosPerM3: published },
    run: GOLDEN_RUN,
    leaves,
    output: evaluateOne(marketDefinition, leaves, values),
    node: (id) => values[indexOf.get(id) ?? -1] ?? 0,
    publishedMicrosPerM3: published,
  };
}

/** `base` holds what is common to all answers. */
export function grantAnswers(base: Omit<StoredAnswer, "question" | "facts">): StoredAnswer[] {
  const answer = (kind: string, facts: StoredAnswer["facts"]) =>
    ({
      ...base,
      question: { kind, roundId: 4 },
      subject: { ...base.subject, storageType: "standard", monthOn: "2026-12-01" },
      facts,
    }) as StoredAnswer;
  const published = [fee(1.1), fee(1.3), fee(1.6)];
  const band = clearBand(published);
  const outbid = grantOf(fee(1.2), fee(1.6), fee(1.6));
  const hidden = grantOf(fee(1.2), fee(1.6), null);
  const won = grantOf(fee(1.2), fee(1.1), fee(1.1));
  const held = grantOf(fee(1.2), fee(1.1), fee(1.1), { askedFeet: 90, capFeet: 50 });

  return [
    answer("grantChange", explainChange(marketDefinition, won.leaves, held.leaves)),
    answer("grantContrast", grantContrastFacts(outbid)),
    answer("grantContrast", grantContrastFacts(hidden)),
    answer("grantTarget", grantTargetFacts(outbid, band)),
    answer("grantTarget", grantTargetFacts(hidden, band)),
    answer(
      "grantForward",
      grantForwardFacts({
        round: ROUND,
        policy: defaultMarketPolicy,
        quantityMm3: 60 * FOOT,
        feeMicrosPerM3: fee(1.25),
        capMm3: 100 * FOOT,
        expectedCreditMicrosPerM3: fee(0.15),
        publishedMicrosPerM3: published,
      }),
    ),
    answer("grantSources", grantSourcesFacts(won)),
  ];
}
