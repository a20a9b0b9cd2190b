// Why a request for extra space was not granted, what it rests on, and which fee would have been enough: own figures and published ones.

import type { Tx } from "@/db/client.ts";
import { evaluateOne } from "@/lib/optimizer/decision/index.ts";
import {
  type Conflict,
  type Constraint,
  minimalConflict,
} from "@/lib/optimizer/explanation/index.ts";
import {
  type ClearBand,
  clearBand,
  marketDefinition,
  scoreOf,
} from "@/lib/optimizer/market/index.ts";
import { MM3_PER_CUBIC_FOOT } from "@/lib/units/index.ts";
import { moneyUnit } from "@/lib/wording/index.ts";
import type { RoundRow } from "@/server/repositories/market.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { publishedFees } from "@/server/services/market/published-fees.ts";
import type { StoredAnswer } from "./answer.ts";
import { decisionAnswer } from "./decision.ts";
import { grantSubject, type KnownGrant, knownGrant } from "./grant-answer.ts";
import type { Measured } from "./measured.ts";
import type { Ask } from "./question.ts";
import type { ToldFacts } from "./told.ts";

type Note = Measured["notes"][number];

const MILLION = 1_000_000;
const MM3_PER_M3 = 1_000_000_000;
/** Fees are asked about and told in whole hundredths of the currency per cubic foot. */
const FEE_STEP_MICROS = 10_000;
const STEPS = [1, 2, 3] as const;

export const volume = (value: number) => ({ unit: "mm3", value });

export const capNote = (capMm3: number): Note => ({
  id: "grantCap",
  values: { cap: volume(capMm3) },
});

const perFoot = (microsPerM3: number): number => (microsPerM3 * MM3_PER_CUBIC_FOOT) / MM3_PER_M3;

/** The other way round. */
export const perM3 = (microsPerFoot: number): number =>
  Math.round((microsPerFoot * MM3_PER_M3) / MM3_PER_CUBIC_FOOT);

/** A fee as sellers read it: per cubic foot, in the currency. */
export const feeOf = ({ currency }: Pick<RoundRow, "currency">, microsPerM3: number) => ({
  unit: moneyUnit(currency),
  value: Math.round(perFoot(microsPerM3)),
});

export const askedMm3 = ({ node }: Pick<KnownGrant, "node">): number =>
  STEPS.reduce((sum, k) => sum + node(`asked${k}Mm3`), 0);

/** Lifted one by one: what others offered for the space, the seller's own cap, the least lot. */
const CONSTRAINTS: readonly Constraint[] = [
  { id: "price", lifted: { thresholdMicrosPerM3: 0, marginalShareMillionths: MILLION } },
  { id: "cap", lifted: { capMm3: 1e15 } },
  { id: "lot", lifted: { minimumLotMm3: 0 } },
];

export async function answerGrantContrast(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"grantContrast">,
): Promise<StoredAnswer> {
  const grant = await knownGrant(tx, scope, question.roundId);
  const facts = grantContrastFacts(grant);
  return decisionAnswer(question, grant.run, grantSubject(grant), marketDefinition, facts);
}

/**
 * What keeps the request from being granted in full. Where the fee is not published and nothing was granted, no reason is told:
 * whether an offer was outbid or found too little left says where the fee lies.
 */
export function grantContrastFacts(grant: KnownGrant): ToldFacts {
  const { round, output, publishedMicrosPerM3 } = grant;
  const target = { sense: "atLeast", value: askedMm3(grant) } as const;
  const found = minimalConflict(marketDefinition, grant.leaves, CONSTRAINTS, target);
  const isTold = publishedMicrosPerM3 !== null || output > 0;
  const cleared: Note =
    publishedMicrosPerM3 === null
      ? { id: "grantTooFew", values: {} }
      : { id: "grantClearedAt", values: { price: feeOf(round, publishedMicrosPerM3) } };
  const reasons = isTold ? reasonNotes(grant, found) : [];
  return toldOf(grant, {
    headline: outcomeNote(grant),
    sentences: found.isMet ? [cleared] : [...reasons, offeredNote(grant), cleared],
    replayCount: found.replayCount,
  });
}

function reasonNotes({ node }: KnownGrant, { conflict, alone }: Conflict): Note[] {
  const notes: Readonly<Record<string, Note>> = {
    price: { id: "grantOthersMore", values: {} },
    cap: capNote(node("capMm3")),
    lot: { id: "grantLot", values: { lot: volume(node("minimumLotMm3")) } },
  };
  const kept = conflict ?? CONSTRAINTS.map(({ id }) => id);
  const told = kept.flatMap((id) => notes[id] ?? []);
  return alone.length > 0 && kept.length === 1
    ? [...told, { id: "grantThisAlone", values: {} }]
    : told;
}

export function outcomeNote(grant: KnownGrant): Note {
  const { output, round } = grant;
  const asked = volume(askedMm3(grant));
  if (output >= asked.value) {
    const { storageType, monthOn } = round;
    const values = { asked, storageType: { storageType }, month: { month: monthOn } };
    return { id: "grantGranted", values };
  }
  return output > 0
    ? { id: "grantPartly", values: { granted: volume(output), asked } }
    : { id: "grantNot", values: { asked } };
}

/** The best step, with the credit that counts on top of it. */
function offeredNote({ round, node }: KnownGrant): Note {
  const credit = node("expectedCreditMicrosPerM3");
  const offered = feeOf(round, node("offered1MicrosPerM3"));
  return credit === 0
    ? { id: "grantYouOffered", values: { offered } }
    : { id: "grantYouOfferedCredit", values: { offered, credit: feeOf(round, credit) } };
}

export async function answerGrantTarget(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"grantTarget">,
): Promise<StoredAnswer> {
  const grant = await knownGrant(tx, scope, question.roundId);
  const facts = grantTargetFacts(grant, await bandOf(tx, scope, grant.round));
  return decisionAnswer(question, grant.run, grantSubject(grant), marketDefinition, facts);
}

/** Fees of the pool's rounds that all sellers were told. */
export async function bandOf(
  tx: Tx,
  scope: SellerScope,
  round: RoundRow,
): Promise<ClearBand | null> {
  return clearBand(await publishedFees(tx, scope, round));
}

/**
 * The least fee, on the grid, with which one step for all that was asked stands above the published fee: replayed. Where no fee is
 * published, only the band of those that are: what would have been enough would tell what a few others offered.
 */
export function grantTargetFacts(grant: KnownGrant, band: ClearBand | null): ToldFacts {
  const { round, output, publishedMicrosPerM3 } = grant;
  if (output >= askedMm3(grant))
    return toldOf(grant, { headline: outcomeNote(grant), sentences: [], replayCount: 1 });
  if (publishedMicrosPerM3 === null)
    return toldOf(grant, {
      headline: { id: "grantTooFew", values: {} },
      sentences: [...bandNotes(round, band), offeredNote(grant)],
      replayCount: 1,
    });
  const { microsPerM3, granted } = enoughFor(grant, publishedMicrosPerM3);
  return toldOf(grant, {
    headline:
      granted > output
        ? {
            id: "grantEnough",
            values: { fee: feeOf(round, microsPerM3), granted: volume(granted) },
          }
        : { id: "grantNoFee", values: {} },
    sentences: [
      ...(granted < askedMm3(grant) ? [capNote(grant.node("capMm3"))] : []),
      { id: "grantClearedAt", values: { price: feeOf(round, publishedMicrosPerM3) } },
      offeredNote(grant),
      ...(granted > output ? [{ id: "grantMoved", values: {} } as const] : []),
      ...bandNotes(round, band),
    ],
    replayCount: 2,
  });
}

export const bandNotes = (round: Pick<RoundRow, "currency">, band: ClearBand | null): Note[] =>
  band === null
    ? []
    : [
        {
          id: "grantBand",
          values: {
            rounds: { unit: "rounds", value: band.count },
            low: feeOf(round, band.low),
            high: feeOf(round, band.high),
          },
        },
      ];

/** What the rules give for one step at a fee. */
export function grantedAt(leaves: Float64Array, quantityMm3: number, microsPerM3: number): number {
  const changed = leaves.slice();
  const set = (id: string, value: number) => {
    changed[marketDefinition.indexOf.get(id) ?? -1] = value;
  };
  for (const k of STEPS) {
    set(`asked${k}Mm3`, k === 1 ? quantityMm3 : 0);
    set(`offered${k}MicrosPerM3`, k === 1 ? microsPerM3 : 0);
  }
  return evaluateOne(marketDefinition, changed, new Float64Array(marketDefinition.nodes.length));
}

function enoughFor(grant: KnownGrant, clearedMicrosPerM3: number) {
  const { node, leaves } = grant;
  const credit = node("expectedCreditMicrosPerM3");
  const share = node("creditCapShareMillionths");
  const isAbove = (fee: number) => scoreOf(fee, credit, share) > clearedMicrosPerM3;
  // Whole steps up from the fee that the credit's cap lets through at least.
  const ofSteps = (steps: number) =>
    Math.ceil((steps * FEE_STEP_MICROS * MM3_PER_M3) / MM3_PER_CUBIC_FOOT);
  let low = 0;
  let high = Math.ceil(perFoot(clearedMicrosPerM3) / FEE_STEP_MICROS) + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAbove(ofSteps(middle))) high = middle;
    else low = middle + 1;
  }
  const microsPerM3 = ofSteps(high);
  return { microsPerM3, granted: grantedAt(leaves, askedMm3(grant), microsPerM3) };
}

export async function answerGrantSources(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"grantSources">,
): Promise<StoredAnswer> {
  const grant = await knownGrant(tx, scope, question.roundId);
  const facts = grantSourcesFacts(grant);
  return decisionAnswer(question, grant.run, grantSubject(grant), marketDefinition, facts);
}

export function grantSourcesFacts(grant: KnownGrant): ToldFacts {
  const { round, run, node } = grant;
  const steps = STEPS.filter((k) => node(`asked${k}Mm3`) > 0).map(
    (k): Note => ({
      id: "grantRequestStep",
      values: {
        asked: volume(node(`asked${k}Mm3`)),
        offered: feeOf(round, node(`offered${k}MicrosPerM3`)),
      },
    }),
  );
  return toldOf(grant, {
    headline: { id: "levelHeadline", values: { value: volume(grant.output) } },
    sentences: [
      ...steps,
      {
        id: "grantRestsOnSales",
        values: {
          credit: feeOf(round, node("expectedCreditMicrosPerM3")),
          day: { day: run.asOfOn },
        },
      },
      { id: "grantRestsOnLimit", values: { cap: volume(node("capMm3")) } },
      { id: "grantRestsOnRules", values: { policy: String(round.policyVersion) } },
      { id: "grantRestsOnOthers", values: {} },
    ],
    replayCount: 1,
  });
}

export const toldOf = (
  { output }: KnownGrant,
  told: Pick<ToldFacts, "headline" | "sentences" | "replayCount">,
): ToldFacts => ({
  type: "told",
  definition: marketDefinition.name,
  version: marketDefinition.version,
  unit: "mm3",
  value: output,
  ...told,
});
