// Opens the server of a data folder in a process of its own, says so, and holds it until its input ends.
import { once } from "node:events";
import { openCluster } from "../launcher.ts";

const [dataDir = "", durability] = process.argv.slice(2);
const server = await openCluster({
  dataDir,
  durability: durability === "full" ? "full" : "throwaway",
});
process.stdout.write(
  `${JSON.stringify({ pid: server.pid, url: server.url, adopted: server.adopted })}\n`,
);
process.stdin.resume();
await once(process.stdin, "end");
await server.stop();
