import { describe, expect, it } from "vitest";
import { checkResult, playwrightResult, totalLine, vitestResult } from "./reports.ts";

const vitest = (change: object) =>
  JSON.stringify({
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    success: true,
    testResults: [{ status: "passed", assertionResults: [{ status: "passed" }] }],
    ...change,
  });
const playwright = (change: object, errors: object[] = []) =>
  JSON.stringify({
    stats: { expected: 4, unexpected: 0, flaky: 0, skipped: 0, ...change },
    suites: [],
    errors,
  });

describe("counts of a test run", () => {
  it("takes vitest's own", () => {
    expect(vitestResult(vitest({}), 0, "")).toMatchObject({ passed: 5, failed: 0, skipped: 1 });
    expect(vitestResult(vitest({ numFailedTests: 2, success: false }), 1, "")).toMatchObject({
      passed: 5,
      failed: 2,
    });
  });

  it("counts a test file that could not be loaded", () => {
    const testResults = [{ status: "failed", assertionResults: [] }];
    expect(vitestResult(vitest({ testResults, success: false }), 1, "")).toMatchObject({
      passed: 5,
      failed: 1,
    });
  });

  it("counts an error outside of every test", () => {
    expect(vitestResult(vitest({ success: false }), 1, "")).toMatchObject({ failed: 1 });
    expect(vitestResult(vitest({}), 1, "")).toMatchObject({ failed: 1 });
    expect(playwrightResult(playwright({}, [{ message: "server died" }]), 1, "")).toMatchObject({
      failed: 1,
    });
  });

  it("takes playwright's own, and a test that passed only when repeated as failed", () => {
    expect(playwrightResult(playwright({ skipped: 2 }), 0, "")).toMatchObject({
      passed: 4,
      failed: 0,
      skipped: 2,
    });
    expect(playwrightResult(playwright({ unexpected: 1, flaky: 1 }), 1, "")).toMatchObject({
      passed: 4,
      failed: 2,
    });
  });

  it("names the tests that failed", () => {
    const assertionResults = [
      { status: "passed", fullName: "adds", failureMessages: [] },
      { status: "failed", fullName: "adds up", failureMessages: ["Error: 1 is not 2\n  at x"] },
    ];
    const testResults = [{ name: "a.test.ts", status: "failed", assertionResults }];
    const failed = vitest({ testResults, numFailedTests: 1, success: false });
    expect(vitestResult(failed, 1, "").failures).toEqual(["a.test.ts: adds up: Error: 1 is not 2"]);
    const suites = [
      { specs: [], suites: [{ specs: [{ title: "signs in", ok: false, file: "a.spec.ts" }] }] },
    ];
    const report = JSON.stringify({ ...JSON.parse(playwright({ unexpected: 1 })), suites });
    expect(playwrightResult(report, 1, "").failures).toEqual(["a.spec.ts: signs in"]);
  });

  it("takes a run without tests as a failure, skipped ones included", () => {
    expect(vitestResult(vitest({ numPassedTests: 0 }), 0, "")).toMatchObject({
      passed: 0,
      failed: 1,
    });
    expect(playwrightResult(playwright({ expected: 0, skipped: 9 }), 0, "")).toMatchObject({
      passed: 0,
      failed: 1,
    });
  });

  it("takes a missing or torn report as a failure", () => {
    expect(vitestResult(null, 0, "")).toMatchObject({ passed: 0, failed: 1 });
    expect(playwrightResult('{"stats":', 0, "")).toMatchObject({ passed: 0, failed: 1 });
  });

  it("adds up to one line", () => {
    const good = vitestResult(vitest({ numPendingTests: 0 }), 0, "");
    expect(totalLine([good, checkResult(0, "")])).toBe("6 passed, 0 failed");
    expect(totalLine([good, checkResult(3, ""), vitestResult(vitest({}), 0, "")])).toBe(
      "10 passed, 1 failed, 1 skipped",
    );
  });
});
