// Entry of a solver thread: serves the thread that opened it.
import { parentPort } from "node:worker_threads";
import { highsBackend, serveSolver } from "@/lib/optimizer/solver/index.ts";

const port = parentPort;
if (port) {
  serveSolver(
    {
      post: (message, transfer) => port.postMessage(message, [...transfer]),
      listen: (handler) => {
        port.on("message", handler);
      },
    },
    highsBackend(),
  );
}
