// The production build, made again only when something it reads has changed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { clearLeftBuild, recordBuild } from "./left-build.ts";
import { repositoryRoot } from "./paths.ts";

const SOURCE_DIRECTORIES = ["app", "db", "lib", "public", "server"];
const ROOT_FILES =
  /^(package-lock\.json|tsconfig\.json|proxy\.ts|instrumentation\.ts|[a-z]+\.config\.(ts|mjs|js))$/;
const NOT_BUILT = /\.(test|bench)\.tsx?$|\.md$|^playwright\.config|^vitest\.config/;

function filesUnder(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** SHA-256 over the names and bytes of everything the build and the server read (about 50 ms). */
export function sourceHash(root: string = repositoryRoot): string {
  const rootFiles = readdirSync(root).filter((name) => ROOT_FILES.test(name));
  const files = [
    ...rootFiles.map((name) => join(root, name)),
    ...SOURCE_DIRECTORIES.flatMap((name) => filesUnder(join(root, name))),
  ];
  const names = files
    .map((file) => relative(root, file))
    .filter((name) => !NOT_BUILT.test(name))
    .sort();
  const hash = createHash("sha256").update(process.version);
  for (const name of names) {
    const content = readFileSync(join(root, name));
    hash.update(`\n${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

const stampFile = (root: string) => join(root, ".next", "whystock-build");

export function isBuilt(hash: string, root: string = repositoryRoot): boolean {
  const file = stampFile(root);
  return (
    existsSync(join(root, ".next", "BUILD_ID")) &&
    existsSync(file) &&
    readFileSync(file, "utf8") === hash
  );
}

/** Runs `next build`; its output is kept and shown only when it fails. */
export async function build(
  hash: string,
  onChild: (kill: () => void) => void = () => undefined,
): Promise<void> {
  await clearLeftBuild(repositoryRoot);
  const stamp = stampFile(repositoryRoot);
  rmSync(stamp, { force: true });
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const next = join(repositoryRoot, "node_modules/next/dist/bin/next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: repositoryRoot,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = recordBuild(repositoryRoot, child.pid ?? 0);
  onChild(() => child.kill("SIGTERM"));
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      ended();
      if (code !== 0)
        return reject(new Error(`next build failed (${code ?? "killed"}):\n${output}`));
      mkdirSync(join(repositoryRoot, ".next"), { recursive: true });
      // Sources that changed under the build leave a stamp that does not fit them, so the next start builds again.
      writeFileSync(stamp, hash);
      return resolve();
    });
  });
}
