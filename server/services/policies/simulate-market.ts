// What a draft of the rules for extra space would have done to the last rounds: their requests cleared again.
import type { Tx } from "@/db/client.ts";
import {
  clearRound,
  MAX_STEPS,
  type MarketPolicy,
  type SpaceRequest,
} from "@/lib/optimizer/market/index.ts";
import { quantityText, signedQuantityText, storageTypeLabel } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { NetworkRun } from "@/server/repositories/latest-run.ts";
import { listBooks, listRounds, type RoundRow } from "@/server/repositories/market.ts";
import { listResults, type ResultRow } from "@/server/repositories/market-request.ts";
import type { StaffScope } from "@/server/repositories/scope.ts";
import { grantNodes } from "@/server/services/explanation/grant-answer.ts";
import type { Simulation } from "./schemas.ts";
import type { SimulatedOutcome, SimulatedRun } from "./simulate-capacity.ts";

const ROUNDS_READ = 30;
const LISTED_ACCOUNTS = 20;

interface Known {
  readonly run: NetworkRun;
  readonly accountName: SimulatedRun["accountName"];
}

/** Grants of the newest cleared round of each storage type under `policy`, compared with what was granted. */
export async function simulateMarket(
  tx: Tx,
  scope: StaffScope,
  policy: MarketPolicy,
  { run, accountName }: Known,
): Promise<SimulatedOutcome> {
  const newest = new Map<string, RoundRow>();
  for (const round of await listRounds(tx, scope, null, ROUNDS_READ)) {
    const pool = `${round.marketplaceId}/${round.storageType}`;
    if (round.status === "cleared" && !newest.has(pool)) newest.set(pool, round);
  }
  const rounds = [...newest.values()];
  if (rounds.length === 0) throw new DomainError("precondition_failed", { rule: "no_decisions" });
  const roundIds = rounds.map(({ roundId }) => roundId);
  const supply = new Map(
    (await listBooks(tx, scope, roundIds)).map((book) => [
      book.roundId,
      book.freeMm3 + book.returnedMm3,
    ]),
  );
  const results = Map.groupBy(await listResults(tx, scope, roundIds), ({ roundId }) => roundId);
  const outcomes = rounds.map((round) =>
    againOf(round, results.get(round.roundId) ?? [], supply.get(round.roundId) ?? 0, policy),
  );
  const changes = outcomes
    .flatMap((outcome) => changesOf(outcome, accountName))
    .sort(
      (a, b) => Math.abs(b.deltaMm3) - Math.abs(a.deltaMm3) || (a.account < b.account ? -1 : 1),
    );
  return {
    subject: "grants",
    runId: run.runId,
    asOfOn: run.asOfOn,
    pools: outcomes.map(poolOf),
    gains: changes.filter(({ deltaMm3 }) => deltaMm3 > 0).slice(0, LISTED_ACCOUNTS),
    losses: changes.filter(({ deltaMm3 }) => deltaMm3 < 0).slice(0, LISTED_ACCOUNTS),
    confirmedCutCount: 0,
  };
}

interface Again {
  readonly round: RoundRow;
  readonly results: readonly ResultRow[];
  /** Granted under the draft, by result. */
  readonly to: readonly number[];
}

function againOf(
  round: RoundRow,
  results: readonly ResultRow[],
  supplyMm3: number,
  policy: MarketPolicy,
): Again {
  const known = results.filter((result) => grantNodes(result) !== null);
  const { values } = clearRound({ requests: known.map(requestOf), supplyMm3, policy });
  return { round, results: known, to: [...(values.column.granted ?? [])] };
}

function requestOf(result: ResultRow): SpaceRequest {
  const nodes = grantNodes(result);
  const at = (id: string) => nodes?.get(id) ?? 0;
  const steps = Array.from({ length: MAX_STEPS }, (_, k) => ({
    quantityMm3: at(`asked${k + 1}Mm3`),
    feeMicrosPerM3: at(`offered${k + 1}MicrosPerM3`),
  })).filter(({ quantityMm3 }) => quantityMm3 > 0);
  return {
    steps,
    expectedCreditMicrosPerM3: at("expectedCreditMicrosPerM3"),
    capMm3: at("capMm3"),
  };
}

function changesOf(
  { round, results, to }: Again,
  accountName: Known["accountName"],
): Simulation["gains"] {
  return results.flatMap(({ accountId, grantedMm3 }, k) => {
    const account = accountName.get(accountId);
    const deltaMm3 = (to[k] ?? 0) - grantedMm3;
    if (!account || deltaMm3 === 0) return [];
    return {
      account: account.slug,
      accountName: account.name,
      storageType: storageTypeLabel(round.storageType),
      from: quantityText("mm3", grantedMm3),
      to: quantityText("mm3", to[k] ?? 0),
      delta: signedQuantityText("mm3", deltaMm3),
      deltaMm3,
    };
  });
}

function poolOf({ round, results, to }: Again): Simulation["pools"][number] {
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  const count = (holds: (delta: number) => boolean) =>
    results.filter(({ grantedMm3 }, k) => holds((to[k] ?? 0) - grantedMm3)).length;
  return {
    storageType: storageTypeLabel(round.storageType),
    monthAhead: 0,
    fromSum: quantityText("mm3", sum(results.map(({ grantedMm3 }) => grantedMm3))),
    toSum: quantityText("mm3", sum(to)),
    riseCount: count((delta) => delta > 0),
    fallCount: count((delta) => delta < 0),
    sameCount: count((delta) => delta === 0),
    giniBefore: null,
    giniAfter: null,
  };
}
