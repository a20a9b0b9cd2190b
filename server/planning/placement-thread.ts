// Entry of a thread that plans its parts of the products at the prices it is told.
import { parentPort, workerData } from "node:worker_threads";
import { type Economics, planParts, scratchFor } from "@/lib/optimizer/placement/index.ts";

export interface PlacementThreadData {
  readonly economics: Economics;
  readonly partCount: number;
  /** The thread's parts. */
  readonly asked: readonly number[];
}

const { economics, partCount, asked } = workerData as PlacementThreadData;
const scratch = scratchFor(economics);

parentPort?.on("message", (price: Float64Array) => {
  parentPort?.postMessage(planParts(economics, price, partCount, asked, scratch));
});
