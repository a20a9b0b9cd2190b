// `npm start`: database, build, demo world, then web server and worker under supervision until it is told to stop.
import { mkdirSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { build, isBuilt, sourceHash } from "./build.ts";
import { type Closers, createClosers } from "./closers.ts";
import { type OpenDatabase, openDatabase } from "./database.ts";
import { demoAccounts, demoEnvironment, loadDemoWorld, needsDemoWorld } from "./demo.ts";
import { type ProcessEnvironments, processEnvironments } from "./environment.ts";
import { keepAlive } from "./keep-alive.ts";
import { dataDirectory, repositoryRoot } from "./paths.ts";
import { createProgress, type Progress } from "./progress.ts";
import { recordRunning, takeOver } from "./running.ts";
import { supervise } from "./supervised.ts";
import { assertPortFree, isLoopback, type WebAddress, waitForHealth, webAddress } from "./web.ts";

interface StartContext {
  readonly dataDir: string;
  readonly address: WebAddress;
  readonly progress: Progress;
  readonly closers: Closers;
  readonly isStopping: () => boolean;
}

const STOP_GRACE_MS = 3_000;
const HEALTH_TIMEOUT_MS = 120_000;

async function buildIfStale({ progress, closers }: StartContext, hash: string): Promise<void> {
  if (isBuilt(hash)) return;
  progress.say("Building the portal...");
  await progress.step("built", () => build(hash, closers.add));
}

async function openData(context: StartContext): Promise<OpenDatabase> {
  const { progress, closers, dataDir } = context;
  const opening = openDatabase(dataDir);
  // Registered before it is open: a stop in the middle of the first start waits for it and closes it.
  closers.add(async () => {
    const opened = await opening.catch(() => null);
    await opened?.server.stop();
  });
  const database = await progress.step("database ready", () => opening);
  if (database.server.pid !== null) closers.add(keepAlive(dataDir, database.server, progress));
  return database;
}

async function loadDemoIfNew(
  context: StartContext,
  database: OpenDatabase,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { dataDir, progress, closers } = context;
  const { ownerUrl } = database;
  if (!needsDemoWorld(dataDir, ownerUrl)) return;
  progress.say("Loading the demo world...");
  const onLine = (line: string) => progress.say(`  ${line}`);
  await progress.step("demo world loaded", () =>
    loadDemoWorld({ dataDir, ownerUrl, env, onLine, onChild: closers.add }),
  );
}

function startPrograms(context: StartContext, environments: ProcessEnvironments): void {
  const { dataDir, address, closers, progress } = context;
  const running = recordRunning(dataDir, address.url);
  closers.add(running.remove);
  const next = join(repositoryRoot, "node_modules/next/dist/bin/next");
  const hooks = join(repositoryRoot, "scripts/module-hooks.ts");
  const worker = [join(repositoryRoot, "server/jobs/worker.ts")];
  const quiet = "--disable-warning=ExperimentalWarning";
  const programs = [
    { name: "worker", args: [quiet, "--import", hooks, ...worker], env: environments.worker },
    {
      name: "web",
      args: [next, "start", "-H", address.host, "-p", String(address.port)],
      env: environments.web,
    },
  ];
  for (const { name, args, env } of programs) {
    const onChange = (identity: string | null) => running.setProgram(name, identity);
    const logFile = join(dataDir, "logs", `${name}.log`);
    const program = supervise({
      name,
      args,
      env,
      cwd: repositoryRoot,
      logFile,
      onChange,
      onDeath: progress.say,
    });
    closers.add(() => program.stop(STOP_GRACE_MS));
  }
}

function sayReady({ address, progress, dataDir }: StartContext): void {
  progress.say(`\nWhystock is ready: ${address.url}`);
  const accounts = demoAccounts();
  if (accounts.length > 0) progress.say("Sign in as one of the demo world's people:");
  for (const { role, email, password, hint } of accounts)
    progress.say(`  ${role.padEnd(14)}${email.padEnd(32)}${password}   ${hint}`);
  if (accounts.length > 0 && !isLoopback(address.host))
    progress.say(
      "Everybody who reaches this address knows these passwords; WHYSTOCK_DEMO=0 on an empty data folder starts without them.",
    );
  progress.say(`Logs: ${join(dataDir, "logs")}. Ctrl-C stops everything.`);
}

async function start(context: StartContext): Promise<void> {
  const { dataDir, address, isStopping } = context;
  mkdirSync(dataDir, { recursive: true });
  await takeOver(dataDir);
  await assertPortFree(address);
  const hash = sourceHash();
  const prepareData = async () => {
    const database = await openData(context);
    const codeVersion = hash.slice(0, 12);
    const environments = processEnvironments({ database, dataDir, codeVersion, url: address.url });
    await loadDemoIfNew(context, database, environments.operator);
    return { ...environments, web: { ...environments.web, ...demoEnvironment() } };
  };
  const [environments] = await Promise.all([prepareData(), buildIfStale(context, hash)]);
  if (isStopping()) return;
  startPrograms(context, environments);
  await waitForHealth(address.url, HEALTH_TIMEOUT_MS, isStopping);
  if (!isStopping()) sayReady(context);
}

async function run(): Promise<void> {
  const progress = createProgress((line) => process.stdout.write(line));
  const closers = createClosers();
  let isStopping = false;
  const finish = async (exitCode: number) => {
    if (isStopping) return;
    isStopping = true;
    try {
      await closers.closeAll();
    } finally {
      process.exit(exitCode);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      if (!isStopping) progress.say("\nStopping...");
      void finish(signal === "SIGINT" ? 0 : 128 + constants.signals[signal]);
    });
  // The process that npm runs was killed: nobody can stop us any more.
  process.on("disconnect", () => void finish(1));
  try {
    const context = {
      dataDir: dataDirectory(),
      address: webAddress(),
      progress,
      closers,
      isStopping: () => isStopping,
    };
    await start(context);
  } catch (error) {
    if (!isStopping) process.stderr.write(`${(error as Error).message}\n`);
    await finish(1);
  }
}

await run();
