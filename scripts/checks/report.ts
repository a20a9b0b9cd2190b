/** Prints a check's problems, or that all is well, and sets the exit code. */
export function reportCheck(name: string, problems: readonly string[], read: string): void {
  const isGood = problems.length === 0;
  process.stdout.write(
    isGood
      ? `${name} ok: ${read}\n`
      : `${problems.join("\n")}\n${name}: ${problems.length} problems in ${read}\n`,
  );
  process.exitCode = isGood ? 0 : 1;
}
