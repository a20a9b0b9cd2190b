// `npm run known-answers -- DIR [WORD...]`: solves the instances of a folder and compares; see scripts/known-answers/README.md.
import { FAMILIES } from "./families.ts";
import { exitCode, reportLines, runKnownAnswers } from "./run.ts";

const [folder, ...words] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write("usage: npm run known-answers -- DIR [WORD...]\n");
  process.exitCode = 2;
} else {
  const report = await runKnownAnswers(folder, FAMILIES, () => performance.now(), words);
  process.stdout.write(`${reportLines(report).join("\n")}\n`);
  process.exitCode = exitCode(report);
}
process.disconnect?.();
