// Answers about the buildings that a shipment goes to, from the splits that its run offered: each option's fee is a traced decision.
import type { Tx } from "@/db/client.ts";
import { moneyUnit } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { definitions, splitKey } from "@/server/planning/traces.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import { listFcs } from "@/server/repositories/network.ts";
import { listPlacedByFc } from "@/server/repositories/placement.ts";
import {
  listKnownSplits,
  listSplits,
  type SplitRow,
} from "@/server/repositories/placement-split.ts";
import { findRun } from "@/server/repositories/run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import { decisionAnswer, replayed, runAnswer, runOrThrow, runRef } from "./decision.ts";
import type { Measured } from "./measured.ts";
import { measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";
import type { ToldFacts } from "./told.ts";

type Note = Measured["notes"][number];

/** What a run offered the account, with the names of its buildings. */
export interface OfferedSplits {
  readonly currency: string;
  /** Optimised, partial, minimal. */
  readonly options: readonly SplitRow[];
  readonly codeOf: (fcId: number) => string;
  /** Buildings of the split that the run kept to; null where none was chosen. */
  readonly kept: readonly number[] | null;
}

const units = (value: number) => ({ unit: "units", value });
const total = (row: SplitRow): number => row.fcUnits.reduce((sum, count) => sum + count, 0);

async function offeredSplits(tx: Tx, scope: SellerScope, run: CoveringRun): Promise<OfferedSplits> {
  const found = await findRun(tx, run.runId);
  if (!found) throw new DomainError("not_found", { runId: run.runId });
  const codes = new Map(
    (await listFcs(tx, run.marketplaceId, run.asOfOn)).map(({ id, code }) => [id, code]),
  );
  const set = { sellerIds: [scope.sellerId], accountIds: [scope.accountId] };
  const known = { asOfOn: run.asOfOn, knownAt: found.knownAt };
  const chosen = await listKnownSplits(tx, scope, set, known);
  return {
    currency: run.currency,
    options: await listSplits(tx, scope, run.runId),
    codeOf: (fcId) => codes.get(fcId) ?? String(fcId),
    kept: chosen.at(-1)?.fcIds ?? null,
  };
}

/** Units by building, and why they are so many. */
export async function answerSplitLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"splitLevel">,
): Promise<StoredAnswer> {
  const run = await runOrThrow(tx, scope, question.runId);
  const offered = await offeredSplits(tx, scope, run);
  const placed = await listPlacedByFc(tx, scope, run.runId);
  return {
    ...measuredAnswer(question, splitFacts(offered, placed), { day: run.asOfOn }),
    run: runRef(run),
  };
}

/** `placed` are units by building, of the plan. */
export function splitFacts(
  offered: OfferedSplits,
  placed: readonly { readonly code: string; readonly units: number }[],
): Measured {
  const { kept, codeOf, options } = offered;
  const why: Note =
    kept === null
      ? { id: "splitOpen", values: {} }
      : { id: "splitKept", values: { names: { names: kept.map(codeOf) } } };
  return {
    type: "measured",
    metric: "placement",
    unit: "units",
    from: null,
    to: placed.reduce((sum, row) => sum + row.units, 0),
    parts: placed.map((row) => ({
      id: `fc:${row.code}`,
      owner: kept === null ? "network" : "seller",
      amount: row.units,
      label: { id: "splitAt", values: { fc: row.code } },
      rows: [],
    })),
    notes: [why, ...options.map((row) => optionNote(offered, row))],
  };
}

/** What a way of splitting costs and takes, or why it is not offered. */
export function optionNote({ currency }: Pick<OfferedSplits, "currency">, row: SplitRow): Note {
  const { split, state, fcIds, feeMicros, transitMilliDays } = row;
  if (state !== "offered") return { id: "splitNotOffered", values: { state, split: { split } } };
  return {
    id: "splitOption",
    values: {
      known: transitMilliDays === null ? "none" : "days",
      split: { split },
      buildings: { unit: "buildings", value: fcIds.length },
      fee: { unit: moneyUnit(currency), value: feeMicros ?? 0 },
      days: { unit: "milliDays", value: transitMilliDays ?? 0 },
    },
  };
}

/** What another split would cost and do to the way to buyers. Throws precondition_failed where the run advised to send nothing. */
export async function answerSplitForward(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"splitForward">,
): Promise<StoredAnswer> {
  const { split, runId } = question;
  const run = await runOrThrow(tx, scope, runId);
  const offered = await offeredSplits(tx, scope, run);
  const option = offered.options.find((row) => row.split === split);
  if (!option) throw new DomainError("precondition_failed", { rule: "nothing_to_send" });
  if (option.state === "offered") await checkFee(tx, scope, runId, option);
  const facts = splitForwardFacts(offered, option);
  return decisionAnswer(question, run, { split, day: run.asOfOn }, definitions.placementFee, facts);
}

async function checkFee(tx: Tx, scope: SellerScope, runId: number, { split, feeMicros }: SplitRow) {
  const { output } = await replayed(tx, scope, runId, "placementFee", splitKey(split));
  if (output !== feeMicros)
    throw new Error(`explanation: the ${split} split of run ${runId} replays to ${output}`);
}

export function splitForwardFacts(offered: OfferedSplits, option: SplitRow): ToldFacts {
  const { split, state, fcIds, feeMicros } = option;
  const planned = offered.options.find((row) => row.split === "optimised");
  const others = offered.options.filter((row) => row !== option);
  const fee = { unit: moneyUnit(offered.currency), value: feeMicros ?? 0 };
  const names = { names: fcIds.map(offered.codeOf) };
  const isOffered = state === "offered";
  return {
    type: "told",
    definition: definitions.placementFee.name,
    version: definitions.placementFee.version,
    ...fee,
    headline: isOffered
      ? {
          id: "splitWouldCost",
          values: { split: { split }, units: units(total(option)), names, fee },
        }
      : optionNote(offered, option),
    sentences: [
      ...(isOffered && planned ? takeNotes(option, planned) : []),
      ...others.map((row) => optionNote(offered, row)),
      ...(isOffered ? [{ id: "splitRecomputed", values: {} } as const] : []),
    ],
    replayCount: isOffered ? 1 : 0,
  };
}

/** Days to the buyers beside those of the plan; nothing where nobody is expected to buy. */
function takeNotes(option: SplitRow, planned: SplitRow): Note[] {
  const days = option.transitMilliDays;
  const now = planned.transitMilliDays;
  if (days === null || now === null) return [];
  const amount = { unit: "milliDays", value: Math.abs(days - now) };
  const direction = days === now ? "none" : days > now ? "gain" : "loss";
  return [
    {
      id: "splitWouldTake",
      values: { direction, days: { unit: "milliDays", value: days }, amount },
    },
  ];
}

/** Why a seller chooses how many buildings, and not which. */
export async function answerSplitContrast(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"splitContrast">,
): Promise<StoredAnswer> {
  const run = await runOrThrow(tx, scope, question.runId);
  const facts = splitContrastFacts(await offeredSplits(tx, scope, run));
  return runAnswer(question, run, { day: run.asOfOn }, facts);
}

export function splitContrastFacts(offered: OfferedSplits): ToldFacts {
  const planned = offered.options.find((row) => row.split === "optimised");
  return {
    type: "told",
    definition: definitions.placement.name,
    version: definitions.placement.version,
    ...units(planned ? total(planned) : 0),
    headline: { id: "splitNumberOnly", values: {} },
    sentences: [
      { id: "splitWhich", values: {} },
      { id: "splitShared", values: {} },
      ...offered.options.map((row) => optionNote(offered, row)),
      { id: "splitCounts", values: {} },
    ],
    replayCount: 0,
  };
}
