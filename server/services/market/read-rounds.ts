// The operator's view of rounds: space, book in sums, three payment rules side by side; and the word to clear one.
import { DISCLOSURE, withheld } from "@/lib/optimizer/explanation/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { SendJob } from "@/server/repositories/job-queue.ts";
import { sendFromWeb } from "@/server/repositories/job-queue.ts";
import {
  type BookRow,
  findRound,
  listBooks,
  listRounds,
  type RoundRow,
} from "@/server/repositories/market.ts";
import { listStandingRequests, type RequestRow } from "@/server/repositories/market-request.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { marketPolicyOf } from "@/server/services/policies/policy-fields.ts";
import { roundView } from "./get-market.ts";
import type { AdminMarketView, AdminRound } from "./schemas.ts";

const ROUNDS_SHOWN = 60;
const FEES_SHOWN = 20;

/** Rounds with their books in sums, newest first. */
export function listMarketRounds(ctx: StaffContext): Promise<AdminMarketView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const rounds = await listRounds(tx, ctx.scope, null, ROUNDS_SHOWN);
    if (rounds.length === 0) return { rounds: [] };
    const roundIds = rounds.map(({ roundId }) => roundId);
    const books = new Map(
      (await listBooks(tx, ctx.scope, roundIds)).map((row) => [row.roundId, row]),
    );
    const requests = Map.groupBy(
      await listStandingRequests(tx, ctx.scope, roundIds),
      ({ roundId }) => roundId,
    );
    return {
      rounds: rounds.map((round) =>
        adminRound(round, books.get(round.roundId), requests.get(round.roundId) ?? []),
      ),
    };
  });
}

function adminRound(
  round: RoundRow,
  book: BookRow | undefined,
  requests: readonly RequestRow[],
): AdminRound {
  if (!book) throw new Error(`market: round ${round.roundId} has no book`);
  return {
    ...roundView(round),
    runId: round.runId,
    freeMm3: book.freeMm3,
    returnedMm3: book.returnedMm3,
    requestCount: requests.length,
    ...disclosedBook(requests),
    cleared: clearedView(round, book),
  };
}

/** What is asked for at or above each of up to twenty fees; withheld where it would tell what one seller asks for. */
export function disclosedBook(
  requests: readonly RequestRow[],
): Pick<AdminRound, "book" | "bookNote"> {
  const bySeller: Cell = new Map();
  for (const { sellerId, askedMm3 } of requests)
    add(
      bySeller,
      sellerId,
      askedMm3.reduce((sum, q) => sum + q, 0),
    );
  const reason = withheldOf(bySeller);
  if (reason === "tooFew")
    return {
      book: null,
      bookNote: `Shown from ${DISCLOSURE.leastContributors} sellers on; so far there are fewer.`,
    };
  if (reason)
    return { book: null, bookNote: "Not shown: one seller asks for more than a quarter." };
  const steps = requests
    .flatMap(({ sellerId, askedMm3, offeredMicrosPerM3 }) =>
      askedMm3.map((mm3, k) => ({ sellerId, mm3, fee: offeredMicrosPerM3[k] ?? 0 })),
    )
    .sort((a, b) => b.fee - a.fee);
  return { book: disclosedSums(steps), bookNote: null };
}

interface BookStep {
  readonly sellerId: number;
  readonly mm3: number;
  readonly fee: number;
}

/** What each seller asks for between two fees. */
type Cell = Map<number, number>;

const add = (cell: Cell, sellerId: number, mm3: number) =>
  cell.set(sellerId, (cell.get(sellerId) ?? 0) + mm3);

const withheldOf = (cell: Cell) => withheld([...cell.values()]);

/** Sums from the highest fee down, as fine as what lies between each two of them may be told of. */
function disclosedSums(steps: readonly BookStep[]): NonNullable<AdminRound["book"]> {
  const wanted = Math.max(1, Math.ceil(steps.length / FEES_SHOWN));
  const cells: { readonly cell: Cell; feeMicrosPerM3: number }[] = [];
  let cell: Cell = new Map();
  let count = 0;
  for (const { sellerId, mm3, fee } of steps) {
    if (count === 0) cells.push({ cell, feeMicrosPerM3: fee });
    add(cell, sellerId, mm3);
    count++;
    const last = cells[cells.length - 1];
    if (last) last.feeMicrosPerM3 = fee;
    if (count < wanted || withheldOf(cell)) continue;
    cell = new Map();
    count = 0;
  }
  joinLast(cells);
  let askedMm3 = 0;
  return cells.map(({ cell: asked, feeMicrosPerM3 }) => {
    for (const mm3 of asked.values()) askedMm3 += mm3;
    return { feeMicrosPerM3, askedMm3 };
  });
}

/** What is left at the lowest fees and cannot stand alone joins the cells before it. */
function joinLast(cells: { readonly cell: Cell; feeMicrosPerM3: number }[]): void {
  for (;;) {
    const [before, last] = cells.slice(-2);
    if (!before || !last || !withheldOf(last.cell)) return;
    for (const [sellerId, mm3] of last.cell) add(before.cell, sellerId, mm3);
    before.feeMicrosPerM3 = last.feeMicrosPerM3;
    cells.pop();
  }
}

function clearedView(round: RoundRow, book: BookRow): AdminRound["cleared"] {
  if (book.clearingMicrosPerM3 === null) return null;
  const isLowest = marketPolicyOf(round.policyBody).chargesLowestAccepted === 1;
  return {
    clearingMicrosPerM3: book.clearingMicrosPerM3,
    grantedMm3: book.grantedMm3 ?? 0,
    askedMm3: book.askedMm3 ?? 0,
    sellerCount: book.sellerCount ?? 0,
    marginalShareMillionths: book.marginalShareMillionths ?? 0,
    gapShare: book.gapShare ?? 0,
    isPublished: round.publishedMicrosPerM3 !== null,
    rules: [
      {
        rule: "firstRejected",
        isCharged: !isLowest,
        microsPerM3: book.firstRejectedMicrosPerM3,
        sumMicros: book.firstRejectedSumMicros ?? 0,
      },
      {
        rule: "lowestAccepted",
        isCharged: isLowest,
        microsPerM3: book.lowestAcceptedMicrosPerM3,
        sumMicros: book.lowestAcceptedSumMicros ?? 0,
      },
      {
        rule: "vickrey",
        isCharged: false,
        microsPerM3: null,
        sumMicros: book.vickreySumMicros ?? 0,
      },
    ],
  };
}

/** Has the worker clear an open round now. Throws not_found, or precondition_failed for one that is cleared. */
export function askToClear(
  ctx: StaffContext,
  roundId: number,
  send: SendJob = sendFromWeb,
): Promise<{ readonly roundId: number }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const round = await findRound(tx, ctx.scope, roundId);
    if (!round) throw new DomainError("not_found", { roundId });
    if (round.status !== "open")
      throw new DomainError("precondition_failed", { rule: "round_cleared" });
    await send(tx, "clear-market-round", { roundId });
    await recordEvent(tx, ctx, { action: "market.askToClear", target: `market_round:${roundId}` });
    return { roundId };
  });
}
