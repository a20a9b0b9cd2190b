// What can be asked about a number. A kind of question is a line here and an entry of question-kinds.ts.
import { z } from "zod";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import { SPEED_MEASURES } from "@/lib/optimizer/delivery/index.ts";
import { FEE_KINDS, REMOVABLE_FEES, SPLIT_OPTIONS } from "@/lib/optimizer/fees/index.ts";

const runId = z.number().int().positive();
const productId = z.number().int().positive();
const roundId = z.number().int().positive();
const fcId = z.number().int().positive();
const monthOn = z.iso.date();
/** What is done, on the grid of what can be asked: a leaf moved one way by 0 to 5 steps; 0 = nothing is done. */
const deed = {
  leaf: z.string().max(40),
  move: z.union([z.literal(1), z.literal(-1)]),
  steps: z.number().int().min(0).max(5),
};
const storageType = z.enum(storageTypes);
const measure = z.enum(SPEED_MEASURES);
const fee = z.enum(["all", ...FEE_KINDS]);
/** What on the record of a decision is asked for. */
const about = z.enum(["policy", "handSet", "replay", "late"]);
/** A rate of 30 days is foreseen for those that end so many days after a day. */
const daysAhead = z.union([z.literal(30), z.literal(60), z.literal(90)]);
/** 0 = all products of the account. */
const anyProductId = z.number().int().min(0);

/** A question about one number of one account. The account comes from the scope, never from the question. */
export const Question = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("limitLevel"), storageType, monthOn, runId }),
  z.strictObject({
    kind: z.literal("limitChange"),
    storageType,
    monthOn,
    runId,
    baseMonthOn: monthOn,
    baseRunId: runId,
  }),
  // Why the limit is not higher.
  z.strictObject({ kind: z.literal("limitContrast"), storageType, monthOn, runId }),
  // What the efficiency score does to it.
  z.strictObject({ kind: z.literal("limitScoreLevel"), storageType, monthOn, runId }),
  // What counts against the limit of a month; without one, as addresses kept from before have it, of the run's own.
  z.strictObject({
    kind: z.literal("limitUseLevel"),
    storageType,
    monthOn: monthOn.exactOptional(),
    runId,
  }),
  z.strictObject({
    kind: z.literal("restockLevel"),
    productId: z.number().int().positive(),
    runId,
  }),
  // How many units the limit on space leaves room for.
  z.strictObject({ kind: z.literal("restockRoomLevel"), productId, runId }),
  z.strictObject({
    kind: z.literal("restockChange"),
    productId: z.number().int().positive(),
    runId,
    baseRunId: runId,
  }),
  z.strictObject({
    kind: z.literal("placementLevel"),
    productId: z.number().int().positive(),
    fcId: z.number().int().positive(),
    runId,
  }),
  z.strictObject({
    kind: z.literal("placementChange"),
    productId: z.number().int().positive(),
    fcId: z.number().int().positive(),
    runId,
    baseRunId: runId,
  }),
  z.strictObject({
    kind: z.literal("splitFeeLevel"),
    split: z.enum(SPLIT_OPTIONS),
    runId,
  }),
  // Why there and not at another FC.
  z.strictObject({
    kind: z.literal("placementContrast"),
    productId,
    fcId,
    otherFcId: fcId,
    runId,
  }),
  z.strictObject({ kind: z.literal("placementSources"), productId, fcId, runId }),
  z.strictObject({ kind: z.literal("placementFairness"), productId, fcId, runId }),
  // The whole shipment by building, another split of it, and why no building of one's own.
  z.strictObject({ kind: z.literal("splitLevel"), runId }),
  z.strictObject({ kind: z.literal("splitForward"), split: z.enum(SPLIT_OPTIONS), runId }),
  z.strictObject({ kind: z.literal("splitContrast"), runId }),
  z.strictObject({
    kind: z.literal("targetLevel"),
    productId: z.number().int().positive(),
    fcId: z.number().int().positive(),
    runId,
  }),
  z.strictObject({
    kind: z.literal("limitTarget"),
    storageType,
    monthOn,
    runId,
    targetMm3: z.number().int().min(1).max(1e14),
  }),
  z.strictObject({
    kind: z.literal("restockTarget"),
    productId,
    runId,
    targetUnits: z.number().int().min(0).max(10_000_000),
  }),
  z.strictObject({ kind: z.literal("limitSources"), storageType, monthOn, runId }),
  z.strictObject({ kind: z.literal("restockSources"), productId, runId }),
  z.strictObject({ kind: z.literal("limitFairness"), storageType, monthOn, runId }),
  z.strictObject({ kind: z.literal("restockFairness"), productId, runId }),
  // The efficiency score within the limit of a month.
  z.strictObject({ kind: z.literal("scoreLevel"), storageType, monthOn, runId }),
  z.strictObject({
    kind: z.literal("scoreChange"),
    ...{ storageType, monthOn, runId },
    baseMonthOn: monthOn,
    baseRunId: runId,
  }),
  z.strictObject({
    kind: z.literal("scoreTarget"),
    ...{ storageType, monthOn, runId },
    targetMillionths: z.number().int().min(1).max(10_000_000),
  }),
  z.strictObject({ kind: z.literal("scoreForward"), storageType, monthOn, runId, ...deed }),
  z.strictObject({ kind: z.literal("scoreSources"), storageType, monthOn, runId }),
  z.strictObject({ kind: z.literal("scoreFairness"), storageType, monthOn, runId }),
  z.strictObject({ kind: z.literal("limitForward"), storageType, monthOn, runId, ...deed }),
  z.strictObject({ kind: z.literal("restockForward"), productId, runId, ...deed }),
  z.strictObject({
    kind: z.literal("restockContrast"),
    productId,
    runId,
    units: z.number().int().min(0).max(10_000_000),
  }),
  z.strictObject({ kind: z.literal("forecastLevel"), productId, runId }),
  // Since the run before, which its causes were found against.
  z.strictObject({ kind: z.literal("forecastChange"), productId, runId }),
  z.strictObject({ kind: z.literal("forecastSources"), productId, runId }),
  z.strictObject({
    kind: z.literal("forecastContrast"),
    productId,
    runId,
    units: z.number().int().min(0).max(10_000_000),
  }),
  z.strictObject({ kind: z.literal("forecastForward"), productId, runId, ...deed }),
  z.strictObject({ kind: z.literal("grantLevel"), roundId }),
  z.strictObject({ kind: z.literal("grantChange"), roundId, baseRoundId: roundId }),
  z.strictObject({ kind: z.literal("grantContrast"), roundId }),
  // Which fee would have been enough.
  z.strictObject({ kind: z.literal("grantTarget"), roundId }),
  z.strictObject({
    kind: z.literal("grantForward"),
    roundId,
    quantityMm3: z.number().int().min(1).max(1e14),
    feeMicrosPerM3: z.number().int().min(1).max(1e12),
  }),
  z.strictObject({ kind: z.literal("grantSources"), roundId }),
  z.strictObject({ kind: z.literal("grantFairness"), roundId }),
  z.strictObject({ kind: z.literal("inStockChange"), fromOn: z.iso.date(), toOn: z.iso.date() }),
  // Who or what kept the rate below 100 %.
  z.strictObject({ kind: z.literal("inStockLevel"), toOn: z.iso.date() }),
  z.strictObject({ kind: z.literal("lostSalesLevel"), toOn: z.iso.date() }),
  // The rate had every advised unit been sent.
  z.strictObject({ kind: z.literal("inStockAdvised"), toOn: z.iso.date() }),
  z.strictObject({ kind: z.literal("inStockSources"), toOn: z.iso.date() }),
  // Of days that are still to come, with nothing sent besides or with all advice.
  z.strictObject({
    kind: z.literal("inStockForward"),
    toOn: z.iso.date(),
    daysAhead,
    send: z.enum(["nothing", "advised"]),
  }),
  // What to send for it.
  z.strictObject({
    kind: z.literal("inStockTarget"),
    toOn: z.iso.date(),
    daysAhead,
    targetMillionths: z.number().int().min(1).max(1_000_000),
  }),
  z.strictObject({
    kind: z.literal("stockOut"),
    productId: z.number().int().positive(),
    day: z.iso.date(),
  }),
  // Units in the buildings that cannot be bought, and units beyond what will be sold.
  z.strictObject({ kind: z.literal("reservedLevel"), toOn: z.iso.date(), productId: anyProductId }),
  z.strictObject({ kind: z.literal("excessLevel"), toOn: z.iso.date(), productId: anyProductId }),
  z.strictObject({ kind: z.literal("stockSources"), toOn: z.iso.date(), productId: anyProductId }),
  // Held against what the plan of the first day led to.
  z.strictObject({
    kind: z.literal("stockContrast"),
    fromOn: z.iso.date(),
    toOn: z.iso.date(),
    productId: anyProductId,
  }),
  // Whether a counted number is counted like anybody's.
  z.strictObject({ kind: z.literal("stockFairness"), toOn: z.iso.date(), productId: anyProductId }),
  z.strictObject({ kind: z.literal("inStockFairness"), toOn: z.iso.date() }),
  z.strictObject({ kind: z.literal("speedFairness"), measure, toOn: z.iso.date() }),
  z.strictObject({ kind: z.literal("feeFairness"), fee, monthOn, productId: anyProductId }),
  // How long it will last.
  z.strictObject({ kind: z.literal("stockForward"), toOn: z.iso.date(), productId }),
  z.strictObject({
    kind: z.literal("stockLevel"),
    toOn: z.iso.date(),
    productId: anyProductId,
  }),
  z.strictObject({
    kind: z.literal("stockChange"),
    fromOn: z.iso.date(),
    toOn: z.iso.date(),
    productId: anyProductId,
  }),
  // Held against stock in every building.
  z.strictObject({ kind: z.literal("speedContrast"), measure, toOn: z.iso.date() }),
  // What would make the mean days so many percent fewer.
  z.strictObject({
    kind: z.literal("speedTarget"),
    toOn: z.iso.date(),
    fasterPercent: z.number().int().min(1).max(90),
  }),
  // Of days that are still to come: as stock lies, or with the advised shipment as the plan splits it, or in one building.
  z.strictObject({
    kind: z.literal("speedForward"),
    measure,
    toOn: z.iso.date(),
    daysAhead,
    shipment: z.enum(["none", "advised", "minimal"]),
  }),
  z.strictObject({ kind: z.literal("speedSources"), measure, toOn: z.iso.date() }),
  z.strictObject({ kind: z.literal("speedLevel"), measure, toOn: z.iso.date() }),
  z.strictObject({
    kind: z.literal("speedChange"),
    measure,
    fromOn: z.iso.date(),
    toOn: z.iso.date(),
  }),
  // A month that is still to come, with some of the oldest units of a product taken out; 0 = nothing is done.
  z.strictObject({
    kind: z.literal("feeForward"),
    fee,
    monthOn,
    productId: anyProductId,
    units: z.number().int().min(0).max(10_000_000),
  }),
  // The least to take out for nothing to be paid.
  z.strictObject({
    kind: z.literal("feeTarget"),
    fee: z.enum(REMOVABLE_FEES),
    monthOn,
    productId: anyProductId,
  }),
  z.strictObject({ kind: z.literal("feeSources"), fee, monthOn, productId: anyProductId }),
  // Why it is not what its cheapest band asks for.
  z.strictObject({
    kind: z.literal("feeContrast"),
    fee: z.enum(FEE_KINDS),
    monthOn,
    productId: anyProductId,
  }),
  z.strictObject({
    kind: z.literal("feeLevel"),
    fee,
    monthOn,
    productId: anyProductId,
  }),
  z.strictObject({
    kind: z.literal("feeChange"),
    fee,
    monthOn,
    baseMonthOn: monthOn,
    productId: anyProductId,
  }),
  // A kind whose name begins with "staff" is asked and read by staff only: by code (staff-only.ts) and by the database.
  z.strictObject({ kind: z.literal("staffLimitRecord"), about, storageType, monthOn, runId }),
  z.strictObject({ kind: z.literal("staffRestockRecord"), about, productId, runId }),
  // How many other accounts the same cause moved most.
  z.strictObject({
    kind: z.literal("staffLimitPeers"),
    storageType,
    monthOn,
    runId,
    baseMonthOn: monthOn,
    baseRunId: runId,
  }),
  z.strictObject({
    kind: z.literal("staffRestockPeers"),
    productId,
    runId,
    baseRunId: runId,
  }),
]);
export type Question = z.infer<typeof Question>;

/** One kind of question, as its answerer gets it. */
export type Ask<K extends Question["kind"]> = Extract<Question, { readonly kind: K }>;

const kinds = Question.options.map(({ shape }) => shape.kind.value);
export const QuestionKindName = z.enum(kinds as [Question["kind"], ...Question["kind"][]]);
