// Counts from the JSON reports of the test runners. A runner that ran nothing has failed.
export interface StepResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Which tests failed, with the first line of why; empty for a check that is one alone. */
  readonly failures: readonly string[];
  /** Shown when something failed. */
  readonly output: string;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

interface PlaywrightSuite {
  readonly specs: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly file: string;
  }[];
  readonly suites?: readonly PlaywrightSuite[];
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly { readonly message?: string }[];
}

const failure = (output: string): StepResult => ({
  passed: 0,
  failed: 1,
  skipped: 0,
  failures: [],
  output,
});

/** One check: it holds or it does not. */
export const checkResult = (exitCode: number, output: string): StepResult =>
  exitCode === 0 ? { ...failure(output), passed: 1, failed: 0 } : failure(output);

/** A run that ended badly counts one failure at least, and so does one without a single test. */
function settle(counts: Omit<StepResult, "output">, isGood: boolean, output: string): StepResult {
  if (counts.passed + counts.failed === 0) return failure(`${output}\nno test ran\n`);
  return { ...counts, failed: isGood ? counts.failed : Math.max(1, counts.failed), output };
}

function vitestFailures({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(
        ({ fullName, failureMessages: [why = ""] }) => `${name}: ${fullName}: ${firstLine(why)}`,
      ),
  );
}

const playwrightFailures = ({ specs, suites = [] }: PlaywrightSuite): string[] => [
  ...specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`),
  ...suites.flatMap(playwrightFailures),
];

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";

function parse<T>(text: string | null): T | null {
  try {
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** From `vitest --reporter=json`; `report` is null when it wrote none. A file that could not be loaded counts as one failure. */
export function vitestResult(report: string | null, exitCode: number, output: string): StepResult {
  const parsed = parse<VitestReport>(report);
  if (parsed === null)
    return failure(`${output}\nvitest wrote no report (exit code ${exitCode})\n`);
  const isBroken = ({ status, assertionResults }: VitestReport["testResults"][number]) =>
    status === "failed" && !assertionResults.some((test) => test.status === "failed");
  const counts = {
    passed: parsed.numPassedTests,
    failed: parsed.numFailedTests + parsed.testResults.filter(isBroken).length,
    skipped: parsed.numPendingTests + parsed.numTodoTests,
    failures: vitestFailures(parsed),
  };
  return settle(counts, exitCode === 0 && parsed.success, output);
}

/** From `playwright test --reporter=json`. A test that passed only when repeated has failed. */
export function playwrightResult(
  report: string | null,
  exitCode: number,
  output: string,
): StepResult {
  const parsed = parse<PlaywrightReport>(report);
  if (parsed === null)
    return failure(`${output}\nplaywright wrote no report (exit code ${exitCode})\n`);
  const { expected, unexpected, flaky, skipped } = parsed.stats;
  const counts = {
    passed: expected,
    failed: unexpected + flaky + parsed.errors.length,
    skipped,
    failures: parsed.suites.flatMap(playwrightFailures),
  };
  return settle(counts, exitCode === 0, output);
}

/** The last line of `npm test`. */
export function totalLine(results: readonly StepResult[]): string {
  const sum = (pick: (result: StepResult) => number) =>
    results.reduce((total, result) => total + pick(result), 0);
  const skipped = sum((result) => result.skipped);
  const tail = skipped > 0 ? `, ${skipped} skipped` : "";
  return `${sum((result) => result.passed)} passed, ${sum((result) => result.failed)} failed${tail}`;
}
