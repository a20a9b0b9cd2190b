// First step of `npm start`, `npm test` and `npm run whystock`: runs on Node 20 with nothing installed, and hands over to the pinned Node.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { patchDriver } from "./driver-patch.mjs";

export const root = fileURLToPath(new URL("../", import.meta.url));

const readJson = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));

/** Whether node_modules holds what package-lock.json names. npm writes its own list last, so a killed install is seen as missing. */
export function isInstalled() {
  if (!existsSync(join(root, "node_modules/.package-lock.json"))) return false;
  const wanted = readJson("package-lock.json").packages;
  const found = readJson("node_modules/.package-lock.json").packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const installed = found[path];
    return installed === undefined ? entry.optional === true : installed.version === entry.version;
  });
}

/** Installs the locked packages when they are not there, and repairs the database driver. */
export function install({ quiet = false } = {}) {
  if (!isInstalled()) installPackages(quiet);
  patchDriver(root);
}

/** npm's own words go to standard error. */
function installPackages(quiet) {
  if (!quiet) process.stdout.write("Installing packages (about a minute, once)...\n");
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const args = [
    ...first,
    "ci",
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (result.status !== 0) {
    process.stderr.write("npm ci failed; see above. A first start needs the npm registry.\n");
    process.exit(1);
  }
}

/** The pinned Node, or this one where none is packaged for the platform and it has what runs are sealed with (XOF by crypto.hash). */
function nodeProgram() {
  const pinned = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(pinned)) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 24 || (major === 24 && minor >= 4)) return process.execPath;
  process.stderr.write(
    `No Node 24 is packaged for ${process.platform}-${process.arch}; install Node 24.4 or newer and start again.\n`,
  );
  return process.exit(1);
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}

/** npm runs us through a shell that passes no signal on: calls `onOrphaned` when npm or that shell has gone. */
function watchAncestors(onOrphaned) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const [shell, npm] = [process.ppid, parentOf(process.ppid)];
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(timer);
    onOrphaned();
  }, 250);
  timer.unref();
}

/** Runs a TypeScript program of this repository under the pinned Node and ends as it ends. */
export function runProgram(program, args) {
  const node = nodeProgram();
  const hooks = join(root, "scripts/module-hooks.ts");
  const options = [
    "--disable-warning=ExperimentalWarning",
    "--import",
    hooks,
    join(root, program),
    ...args,
  ];
  // The channel tells the program when this process is killed: it then stops what it started.
  const env = { INIT_CWD: process.cwd(), ...process.env };
  const child = spawn(node, options, {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env,
  });
  // A terminal sends Ctrl-C to the child as well; a supervisor sends SIGTERM to us alone.
  process.on("SIGINT", () => undefined);
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  watchAncestors(() => child.kill("SIGTERM"));
  child.once("error", (error) => {
    process.stderr.write(`${node}: ${error.message}\n`);
    process.exit(1);
  });
  child.once("exit", (code, signal) =>
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0)),
  );
}
