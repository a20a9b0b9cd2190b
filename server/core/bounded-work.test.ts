import { describe, expect, it } from "vitest";
import { keepNewest, openTurns } from "./bounded-work.ts";
import { isDomainError } from "./errors.ts";

/** Work that ends when it is told to. */
function heldWork() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    started.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { started, work, end: (name: string) => ends.get(name)?.() };
}

describe("turns", () => {
  it("run no more at once than they may, the others in the order they came", async () => {
    const inTurn = openTurns({ most: 2, mostWaiting: 2 });
    const { started, work, end } = heldWork();
    const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => inTurn(work(name)));
    expect(started).toEqual(["a", "b"]);
    end("b");
    expect(await b).toBe("b");
    expect(started).toEqual(["a", "b", "c"]);
    end("a");
    await a;
    end("c");
    end("d");
    expect([await c, await d]).toEqual(["c", "d"]);
  });

  it("refuse beyond those that wait, and take work again afterwards", async () => {
    const inTurn = openTurns({ most: 1, mostWaiting: 0 });
    const { work, end } = heldWork();
    const first = inTurn(work("first"));
    const error: unknown = await inTurn(work("second")).catch((refused: unknown) => refused);
    expect(isDomainError(error) && [error.code, error.data.rule]).toEqual([
      "limit_exceeded",
      "busy",
    ]);
    end("first");
    await first;
    expect(await inTurn(async () => "third")).toBe("third");
  });

  it("go on after work that failed", async () => {
    const inTurn = openTurns({ most: 1, mostWaiting: 1 });
    await expect(inTurn(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await inTurn(async () => 1)).toBe(1);
  });
});

describe("kept answers", () => {
  it("are computed once, also for those who ask meanwhile", async () => {
    const keep = keepNewest<number>(2);
    let count = 0;
    const compute = async () => ++count;
    expect(await Promise.all([keep("a", compute), keep("a", compute)])).toEqual([1, 1]);
    expect(await keep("a", compute)).toBe(1);
  });

  it("give way to newer ones, and a failure is asked again", async () => {
    const keep = keepNewest<string>(1);
    await expect(keep("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await keep("a", async () => "again")).toBe("again");
    await keep("b", async () => "b");
    expect(await keep("a", async () => "anew")).toBe("anew");
  });
});
