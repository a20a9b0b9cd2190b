import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { EDITS, patchDriver } from "./driver-patch.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const FILES = ["src/connection.js", "src/index.js", "cjs/src/connection.js", "cjs/src/index.js"];

/** The installed driver without the repairs, under a root of its own. */
function unrepaired(): string {
  const home = mkdtempSync(join(tmpdir(), "whystock-driver-"));
  const driver = join(home, "node_modules/postgres");
  mkdirSync(join(home, "node_modules"));
  cpSync(join(root, "node_modules/postgres"), driver, { recursive: true });
  for (const file of FILES) {
    const text = readFileSync(join(driver, file), "utf8");
    const edits = EDITS.filter((edit) => file.endsWith(edit.file));
    const reverted = edits.reduce(
      (all, { before, after }) => all.replace(after, () => before),
      text,
    );
    writeFileSync(join(driver, file), reverted);
  }
  return home;
}

const driverFile = (home: string, file: string) => join(home, "node_modules/postgres", file);

describe("the repair of the database driver", () => {
  it("is in force here, and makes of the package as it comes what is in force", () => {
    expect(patchDriver(root)).toBe(0);
    const home = unrepaired();
    expect(patchDriver(home)).toBe(FILES.length);
    expect(patchDriver(home)).toBe(0);
    for (const file of FILES)
      expect(readFileSync(driverFile(home, file), "utf8")).toBe(
        readFileSync(driverFile(root, file), "utf8"),
      );
  });

  it("stops at a driver it was not written for", () => {
    const home = unrepaired();
    const manifest = driverFile(home, "package.json");
    const text = readFileSync(manifest, "utf8");
    writeFileSync(manifest, text.replace('"3.4.9"', '"3.5.0"'));
    expect(() => patchDriver(home)).toThrow(/3\.5\.0 is installed/);
    writeFileSync(manifest, text);
    writeFileSync(driverFile(home, "src/index.js"), "export default 1");
    expect(() => patchDriver(home)).toThrow(/src\/index\.js is not the driver/);
  });
});
