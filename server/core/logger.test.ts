import { describe, expect, it } from "vitest";
import { createLogger, withIds } from "./logger.ts";

function capture() {
  const lines: string[] = [];
  const logger = createLogger({
    name: "test",
    level: "info",
    stream: { write: (line) => lines.push(line) },
  });
  return { logger, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe("logger", () => {
  it("writes one line of JSON with instant, level, name and ids", () => {
    const { logger, parsed } = capture();
    withIds(logger, { requestId: "r-1", runId: 7 }).info({ durationMs: 3 }, "answered");
    const [line] = parsed();
    expect(parsed()).toHaveLength(1);
    expect(line).toMatchObject({
      level: "info",
      name: "test",
      requestId: "r-1",
      runId: 7,
      durationMs: 3,
      msg: "answered",
    });
    expect(line?.time).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
  });

  it("never writes a secret", () => {
    const { logger, parsed } = capture();
    logger.warn(
      { password: "hunter2", account: { token: "t0k3n", email: "a@b.example" } },
      "sign-in refused",
    );
    expect(JSON.stringify(parsed())).not.toMatch(/hunter2|t0k3n|a@b/);
  });

  it("writes nothing below its level", () => {
    const { logger, parsed } = capture();
    logger.debug("detail");
    expect(parsed()).toEqual([]);
  });
});
