// Loads the demo world into the database that the environment names; progress goes to standard output, a line each.
import { seedDemoWorld } from "@/server/cli/seed.ts";

await seedDemoWorld({
  ownerUrl: process.env.DATABASE_OWNER_URL ?? "",
  appUrl: process.env.DATABASE_APP_URL ?? "",
  workerUrl: process.env.DATABASE_WORKER_URL ?? "",
  onProgress: (line: string) => process.stdout.write(`${line}\n`),
});
