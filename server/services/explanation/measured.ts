// The stored shape of a figure that was counted from reports.
import { z } from "zod";
import { isMessageId, type MessageId } from "@/lib/wording/index.ts";

const ToldQuantity = z.strictObject({ unit: z.string(), value: z.number() });

/** A sentence to be told: a message of lib/wording with its facts. */
export const ToldMessage = z.strictObject({
  id: z.custom<MessageId>(isMessageId),
  values: z.record(
    z.string(),
    z.union([
      z.string(),
      ToldQuantity,
      z.strictObject({ day: z.string() }),
      z.strictObject({ month: z.string() }),
      z.strictObject({ zone: z.string() }),
      z.strictObject({ split: z.string() }),
      z.strictObject({ storageType: z.string() }),
      z.strictObject({ names: z.array(z.string()).readonly() }),
    ]),
  ),
});

/** Something to be told: a name, a quantity, a sentence. */
export const Told = z.union([z.string(), ToldQuantity, ToldMessage]);

/** One input of a part: a product, a building, a region. */
const PartRow = z.strictObject({
  id: z.string(),
  label: Told,
  amount: z.number().int(),
  from: Told.nullable(),
  to: Told.nullable(),
  hasSource: z.boolean(),
});

const MeasuredPart = z.strictObject({
  id: z.string(),
  owner: z.string(),
  amount: z.number().int(),
  /** null = as the catalogue calls the part. */
  label: ToldMessage.nullable(),
  rows: z.array(PartRow),
});
export type MeasuredPart = z.infer<typeof MeasuredPart>;

/** A figure counted from reports, as a sum of parts: of its change, or from nothing to its level. */
export const Measured = z.strictObject({
  type: z.literal("measured"),
  metric: z.enum([
    "fees",
    "unitsOnHand",
    "deliverySpeed",
    "inStockRate",
    "forecast",
    "placement",
    "score",
  ]),
  /** A unit of lib/wording. */
  unit: z.string(),
  /** null = a level: its parts add up to it from 0. */
  from: z.number().int().nullable(),
  /** What `from` is where it is not the same number earlier: what the number is held against. */
  reference: z.enum(["whole", "plan", "everywhere", "band", "now"]).optional(),
  to: z.number().int(),
  parts: z.array(MeasuredPart),
  notes: z.array(ToldMessage),
  /** What can be done, each way counted again with it. */
  ways: z
    .array(
      z.strictObject({ changes: z.array(ToldMessage), result: ToldMessage, effort: ToldMessage }),
    )
    .optional(),
});
export type Measured = z.infer<typeof Measured>;
