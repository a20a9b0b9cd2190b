// Decoded models of a compute thread: tasks carry a model's bytes, and many tasks in a row carry the same ones.
import { type DemandModel, decodeDemandModel } from "@/lib/optimizer/forecasting/index.ts";
import type { ModelUse } from "@/lib/optimizer/stages/index.ts";
import { segmentKey } from "./segment-key.ts";

/** A model as tasks carry it. */
export interface EncodedModel {
  readonly modelSha256: string;
  readonly body: Uint8Array;
}

/** A model to forecast with, and the segments of demand ("lumpy/low") that it is not used for. */
export interface ForecastModelTask extends EncodedModel {
  readonly unusedSegments: readonly string[];
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

/** Why bytes are no model that today's program can forecast with; null where they are one. Other failures are thrown. */
export function reasonUndecodable(encoded: EncodedModel): string | null {
  try {
    decodedModel(encoded);
    return null;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** The model of a task with where it is used. Throws as `decodedModel`. */
export function modelUse(task: ForecastModelTask): ModelUse {
  const unused = new Set(task.unusedSegments);
  return { model: decodedModel(task), isUsed: (segment) => !unused.has(segmentKey(segment)) };
}
