// Decoded models of a compute thread: tasks carry a model's bytes, and many tasks in a row carry the same ones.
import { type DemandModel, decodeDemandModel } from "@/lib/optimizer/forecasting/index.ts";

/** A model as tasks carry it. */
export interface EncodedModel {
  readonly modelSha256: string;
  readonly body: Uint8Array;
}

/** Enough for a backtest of the version in use and its candidates. */
const KEPT = 4;
const decoded = new Map<string, DemandModel>();

/** The model of these bytes, decoded once as long as it is among the last few that were asked for. Throws RangeError on bytes that are no model. */
export function decodedModel({ modelSha256, body }: EncodedModel): DemandModel {
  const model = decoded.get(modelSha256) ?? decodeDemandModel(body);
  // Asked for last, so kept longest.
  decoded.delete(modelSha256);
  decoded.set(modelSha256, model);
  for (const oldest of [...decoded.keys()].slice(0, -KEPT)) decoded.delete(oldest);
  return model;
}
