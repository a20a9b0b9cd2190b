import { afterEach, describe, expect, test } from "vitest";
import {
  highsBackend,
  type LpBackend,
  openSession,
  portBackend,
  type SolverPort,
  serveSolver,
  solveLinearProgram,
  solveWholeProgram,
} from "./index.ts";
import { atMost, denseProgram } from "./testing/dense.ts";

const channels: MessageChannel[] = [];
afterEach(() => {
  for (const { port1, port2 } of channels.splice(0)) {
    port1.close();
    port2.close();
  }
});
const toPort = (port: MessagePort): SolverPort => ({
  post: (message, transfer) => port.postMessage(message, [...transfer]),
  listen: (handler) => {
    port.onmessage = ({ data }) => handler(data);
  },
});
/** A backend behind a real channel: everything is copied or moved as between threads. */
function remote(backend: LpBackend) {
  const channel = new MessageChannel();
  channels.push(channel);
  serveSolver(toPort(channel.port2), backend);
  return portBackend(toPort(channel.port1));
}
const wyndor = {
  ...denseProgram("maximise", [3, 5], [atMost([1, 0], 4), atMost([0, 2], 12), atMost([3, 2], 18)]),
  rowNames: ["plant 1", "plant 2", "plant 3"],
};

describe("a solver at the other end of a port", () => {
  test("answers as the one here, session and whole columns included", async () => {
    const there = remote(highsBackend());
    expect(await solveLinearProgram(there, wyndor)).toEqual(
      await solveLinearProgram(highsBackend(), wyndor),
    );
    const session = openSession(there, wyndor);
    await session.solve();
    session.addRows({
      lower: Float64Array.of(-Infinity),
      upper: Float64Array.of(7),
      start: Int32Array.of(0, 2),
      columnIndex: Int32Array.of(0, 1),
      value: Float64Array.of(1, 1),
    });
    expect(await session.solve()).toMatchObject({ status: "optimal", objective: 33 });
    session.dispose();
    const whole = {
      ...wyndor,
      isInteger: Uint8Array.of(1, 1),
      rowUpper: Float64Array.of(4, 11, 18),
    };
    expect(await solveWholeProgram(there, whole)).toMatchObject({
      status: "optimal",
      objective: 31,
    });
  });
  test("several sessions share it without mixing up", async () => {
    const there = remote(highsBackend());
    const limits = [12, 13, 10, 8];
    const values = await Promise.all(
      limits.map(async (limit) => {
        const session = openSession(there, wyndor);
        await session.solve();
        session.setRowBounds(Int32Array.of(1), Float64Array.of(-Infinity), Float64Array.of(limit));
        const answer = await session.solve();
        session.dispose();
        return answer.status === "optimal" && answer.objective;
      }),
    );
    expect(values).toEqual([36, 37.5, 33, 30]);
  });
  test("its errors come back as errors, and what fails there does not end the service", async () => {
    let opened = 0;
    const there = remote({
      async open(program) {
        opened += 1;
        if (opened === 1) throw new Error("out of memory");
        return highsBackend().open(program);
      },
    });
    await expect(there.open(wyndor)).rejects.toThrow(/out of memory/);
    expect((await solveLinearProgram(there, wyndor)).status).toBe("optimal");
  });
  test("when the thread is gone, all that was asked fails and nothing more is taken", async () => {
    const there = remote({ open: () => new Promise(() => undefined) });
    const pending = there.open(wyndor);
    there.fail(new Error("thread ended"));
    await expect(pending).rejects.toThrow(/thread ended/);
    await expect(there.open(wyndor)).rejects.toThrow(/thread ended/);
  });
});
