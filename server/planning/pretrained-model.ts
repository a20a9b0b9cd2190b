// The model that is shipped: trained on public sales, so that an installation forecasts well before it has sales of its own.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { sha256Hex } from "@/server/core/hash.ts";
import { ModelQuality, ModelTraining } from "./forecast-model.ts";

const BODY = new URL("./models/weekly-demand.bin", import.meta.url);
const CARD = new URL("./models/weekly-demand.json", import.meta.url);

/** What is written beside a trained model. */
export const ModelCard = z.strictObject({
  name: z.string().min(1),
  trainedAt: z.iso.datetime().pipe(z.coerce.date()),
  dataSha256: z.string().length(64),
  modelSha256: z.string().length(64),
  training: ModelTraining,
  quality: ModelQuality,
});
export type ModelCard = z.infer<typeof ModelCard>;

export interface PretrainedModel extends ModelCard {
  /** Encoded; its hash is `modelSha256`. */
  readonly body: Uint8Array;
}

let shipped: PretrainedModel | undefined;

/** The shipped model, read once. Throws where its two files do not belong together. */
export function pretrainedModel(): PretrainedModel {
  shipped ??= read();
  return shipped;
}

function read(): PretrainedModel {
  const body = new Uint8Array(readFileSync(BODY));
  const card = ModelCard.parse(JSON.parse(readFileSync(CARD, "utf8")));
  const found = sha256Hex(body);
  if (found !== card.modelSha256)
    throw new Error(`pretrained model: expected hash ${card.modelSha256}, got ${found}`);
  return { ...card, body };
}
