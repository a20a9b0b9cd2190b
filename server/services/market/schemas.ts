// What is asked of the market for extra space, and what it answers. Volumes are mm3; fees are micros of the currency per m3 and month.
import { z } from "zod";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";

const roundId = z.number().int().positive();
const StorageTypeInput = z.enum(storageTypes);

export const MarketInput = z.strictObject({ account: z.string().min(1) });

const StepInput = z.strictObject({
  quantityMm3: z.number().int().positive().max(1e15),
  feeMicrosPerM3: z.number().int().positive().max(1e12),
});

export const PlaceRequestInput = z.strictObject({
  account: z.string().min(1),
  roundId,
  /** The highest fee first. */
  steps: z.array(StepInput).min(1).max(3),
});
export type PlaceRequestInput = z.infer<typeof PlaceRequestInput>;

export const PlacedRequest = z.strictObject({ requestId: z.number().int() });
export const RoundOfAccountInput = z.strictObject({ account: z.string().min(1), roundId });
export const Withdrawn = z.strictObject({ withdrawnAt: z.string() });

export const ReturnSpaceInput = z.strictObject({
  account: z.string().min(1),
  roundId,
  returnedMm3: z.number().int().positive().max(1e15),
});
export type ReturnSpaceInput = z.infer<typeof ReturnSpaceInput>;
export const ReturnedSpace = z.strictObject({ returnedMm3: z.number().int() });

const Step = z.strictObject({ quantityMm3: z.number(), feeMicrosPerM3: z.number() });

const Round = z.strictObject({
  roundId: z.number().int(),
  marketplaceId: z.string(),
  currency: z.string(),
  storageType: StorageTypeInput,
  storageTypeLabel: z.string(),
  monthOn: z.string(),
  status: z.enum(["open", "cleared"]),
  opensAt: z.string(),
  closesAt: z.string(),
  clearedAt: z.string().nullable(),
  policyVersion: z.number().int(),
  /** null before clearing, and where too few sellers took part for it to be published. */
  clearingMicrosPerM3: z.number().nullable(),
});
export type RoundView = z.infer<typeof Round>;

/** What a seller needs to know before asking. */
const BeforeAsking = z.strictObject({
  reserveMicrosPerM3: z.number(),
  minimumLotMm3: z.number(),
  grantStepMm3: z.number(),
  /** Most that counts, after what the seller's accounts hold or ask for already. */
  capMm3: z.number(),
  /** Past clearing fees of the pool from the lowest to the highest tenth; null without any. */
  band: z
    .strictObject({
      count: z.number().int(),
      low: z.number(),
      median: z.number(),
      high: z.number(),
    })
    .nullable(),
  expectedCreditMicrosPerM3: z.number(),
  creditShareMillionths: z.number(),
  creditCapShareMillionths: z.number(),
  /** Sales per m3 and month at which the credit has covered its share of the median fee; null without a band. */
  breakEvenSalesMicrosPerM3: z.number().nullable(),
});

const RequestVersion = z.strictObject({
  requestId: z.number().int(),
  steps: z.array(Step),
  recordedAt: z.string(),
  /** null = it stands. */
  closedAt: z.string().nullable(),
});

const Result = z.strictObject({
  grantedMm3: z.number(),
  askedMm3: z.number(),
  /** In one sentence, with the figures that may be told. */
  headline: z.string(),
  sentences: z.array(z.string()),
  outcome: z.enum(["granted", "partlyGranted", "notGranted"]),
  /** Before and after credit, and owed in all; null where nothing was granted. */
  fee: z
    .strictObject({
      beforeCreditMicrosPerM3: z.number(),
      creditMicrosPerM3: z.number(),
      feeMicrosPerM3: z.number(),
      /** After later clears of the month. */
      currentMicrosPerM3: z.number(),
      owedMicros: z.number(),
      letOffMicros: z.number(),
      vickreyMicros: z.number(),
    })
    .nullable(),
  returnedMm3: z.number(),
  /** Whether granted space can still be given back. */
  canReturn: z.boolean(),
  /** Whether its why can be asked: not where the clearing fee is not published to this account. */
  hasWhy: z.boolean(),
});

const OpenRound = Round.extend({
  before: BeforeAsking,
  standing: RequestVersion.nullable(),
  versions: z.array(RequestVersion),
});
export type OpenRoundView = z.infer<typeof OpenRound>;

const PastRound = Round.extend({ standing: RequestVersion.nullable(), result: Result.nullable() });
export type PastRoundView = z.infer<typeof PastRound>;

export const MarketView = z.strictObject({
  open: z.array(OpenRound),
  past: z.array(PastRound),
  /** Said where there is no round at all, and why. */
  note: z.string().nullable(),
});
export type MarketView = z.infer<typeof MarketView>;

export const RoundInput = z.strictObject({ roundId });
export const ClearAsked = z.strictObject({ roundId: z.number().int() });

const DisclosedBook = z.strictObject({
  feeMicrosPerM3: z.number(),
  /** Asked for at this fee or more. */
  askedMm3: z.number(),
});

export const AdminRound = Round.extend({
  runId: z.number().int(),
  freeMm3: z.number(),
  returnedMm3: z.number(),
  requestCount: z.number().int(),
  /** What is asked for at or above each fee; null where fewer than ten sellers ask or one has more than a quarter. */
  book: z.array(DisclosedBook).nullable(),
  /** Why the book is not shown. */
  bookNote: z.string().nullable(),
  cleared: z
    .strictObject({
      clearingMicrosPerM3: z.number(),
      grantedMm3: z.number(),
      askedMm3: z.number(),
      sellerCount: z.number().int(),
      marginalShareMillionths: z.number(),
      gapShare: z.number(),
      isPublished: z.boolean(),
      rules: z.array(
        z.strictObject({
          rule: z.enum(["firstRejected", "lowestAccepted", "vickrey"]),
          isCharged: z.boolean(),
          /** null where it differs from seller to seller. */
          microsPerM3: z.number().nullable(),
          sumMicros: z.number(),
        }),
      ),
    })
    .nullable(),
});
export type AdminRound = z.infer<typeof AdminRound>;

export const AdminMarketView = z.strictObject({ rounds: z.array(AdminRound) });
export type AdminMarketView = z.infer<typeof AdminMarketView>;
