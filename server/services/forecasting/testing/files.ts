import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Writes files into a folder of their own, removed when the test ends; answers the folder. */
export function writeFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "whystock-forecast-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** Writes one file; answers its path. */
export const writeOne = (name: string, content: string | Uint8Array): string =>
  join(writeFolder({ [name]: content }), name);

/** Text of a history file from (id, first, units); null = not observed. */
export function historyText(
  rows: readonly (readonly [string, number, readonly (number | null)[]])[],
): string {
  const periodCount = rows[0]?.[2].length ?? 0;
  const header = ["id", "first", ...Array.from({ length: periodCount }, (_, t) => `v${t + 1}`)];
  return `${[header, ...rows.map(([id, first, units]) => [id, first, ...units.map((y) => y ?? "")])]
    .map((cells) => cells.join(","))
    .join("\n")}\n`;
}
