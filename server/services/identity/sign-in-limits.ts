// Limits on guessing. They count per address of the network, and per account and address together: whoever fails from elsewhere
// cannot lock the account's owner out. Whether the account exists plays no part.
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { sha256Hex } from "@/server/core/hash.ts";
import type { Db } from "@/server/repositories/database.ts";

export const FAILURES_PER_MINUTE_PER_PAIR = 5;
export const FAILURES_PER_MINUTE_PER_ADDRESS = 20;
const FIRST_BLOCK_SECONDS = 60;
const LONGEST_BLOCK_SECONDS = 1_800;
const DAY_SECONDS = 86_400;

export type AttemptVerdict =
  | { readonly status: "allowed" }
  | { readonly status: "limited"; readonly retryAfterSeconds: number };

export interface SignInAttempt {
  readonly email: string;
  readonly address: string;
}

export interface SignInLimits {
  /** Counts an attempt before anything costly is done for it. */
  readonly begin: (attempt: SignInAttempt) => Promise<AttemptVerdict>;
  /** The attempt failed: every fifth failure in a row doubles the wait, up to half an hour. */
  readonly failed: (attempt: SignInAttempt) => Promise<void>;
  /** The attempt succeeded: it does not count, and the pair starts anew. */
  readonly succeeded: (attempt: SignInAttempt) => Promise<void>;
}

const pairKey = ({ email, address }: SignInAttempt): string =>
  sha256Hex(`${email.toLowerCase()}\0${address}`);
const addressKey = ({ address }: SignInAttempt): string => sha256Hex(address);

async function consume(limiter: RateLimiterPostgres, key: string): Promise<AttemptVerdict> {
  try {
    await limiter.consume(key);
    return { status: "allowed" };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    return { status: "limited", retryAfterSeconds };
  }
}

interface LimiterQuery {
  readonly text: string;
  readonly values?: (string | number | null)[];
}

/** What the limiter needs of a PostgreSQL client; its statements are constants, and it owns its table's three columns. */
const limiterClient = (db: Db) => ({
  query: async ({ text, values = [] }: LimiterQuery) => {
    const rows = await db.$client.unsafe(text, values, { prepare: true });
    return { rows: [...rows], rowCount: rows.count };
  },
});

/** Limits kept in PostgreSQL, so that they hold over all web processes and restarts. Throws when the database cannot be reached. */
export function createSignInLimits(db: Db): SignInLimits {
  const store = {
    storeClient: limiterClient(db),
    storeType: "client",
    tableName: "rate_limit",
    tableCreated: true,
    clearExpiredByTimeout: true,
  };
  const perPair = new RateLimiterPostgres({
    ...store,
    keyPrefix: "pair",
    points: FAILURES_PER_MINUTE_PER_PAIR,
    duration: 60,
  });
  const perAddress = new RateLimiterPostgres({
    ...store,
    keyPrefix: "address",
    points: FAILURES_PER_MINUTE_PER_ADDRESS,
    duration: 60,
  });
  const streak = new RateLimiterPostgres({
    ...store,
    keyPrefix: "streak",
    points: Number.MAX_SAFE_INTEGER,
    duration: DAY_SECONDS,
  });
  return {
    begin: async (attempt) => {
      const pair = await consume(perPair, pairKey(attempt));
      return pair.status === "allowed" ? consume(perAddress, addressKey(attempt)) : pair;
    },
    failed: async (attempt) => {
      const { consumedPoints: failures } = await streak.consume(pairKey(attempt));
      if (failures % FAILURES_PER_MINUTE_PER_PAIR !== 0) return;
      const doublings = failures / FAILURES_PER_MINUTE_PER_PAIR - 1;
      const seconds = Math.min(FIRST_BLOCK_SECONDS * 2 ** doublings, LONGEST_BLOCK_SECONDS);
      await perPair.block(pairKey(attempt), seconds);
    },
    succeeded: async (attempt) => {
      await perPair.delete(pairKey(attempt));
      await streak.delete(pairKey(attempt));
      await perAddress.reward(addressKey(attempt));
    },
  };
}
