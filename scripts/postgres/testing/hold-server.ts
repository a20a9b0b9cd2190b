// Opens the server of a data folder in a process of its own, says so, and holds it until its input ends.
import { once } from "node:events";
import { openCluster } from "../launcher.ts";

const server = await openCluster({ dataDir: process.argv[2] ?? "" });
process.stdout.write(
  `${JSON.stringify({ pid: server.pid, url: server.url, adopted: server.adopted })}\n`,
);
process.stdin.resume();
await once(process.stdin, "end");
await server.stop();
