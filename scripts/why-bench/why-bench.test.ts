import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adviceSetting } from "./advice-worlds.ts";
import { plantDelayed } from "./delayed.ts";
import { askEngine } from "./engine.ts";
import { readAnswers, writeWorlds } from "./files.ts";
import { inferredWorld } from "./inferred.ts";
import { limitSetting } from "./limit-worlds.ts";
import { plantCauses, plantHidden, plantNothing } from "./planted.ts";
import { scoreLines } from "./report.ts";
import { score } from "./score.ts";
import { trueSplit } from "./truth.ts";
import type { PlantedWorld } from "./world.ts";

const some = (planted: PlantedWorld | null): PlantedWorld => {
  if (!planted) throw new Error("no world for this seed");
  return planted;
};

describe("planted causes", () => {
  const singles = [0, 4, 8, 9].map((seed) => some(plantCauses(limitSetting, "single", seed)));
  const several = [
    some(plantCauses(limitSetting, "pair", 1)),
    some(plantCauses(adviceSetting, "pair", 2)),
    some(plantCauses(adviceSetting, "triple", 1)),
  ];

  it.each([...singles, ...several])("are found to the unit in $world.id", ({ world, truth }) => {
    const { amounts, unexplained } = askEngine(world);
    expect(unexplained).toBe(0);
    expect(Object.keys(amounts).sort()).toEqual(Object.keys(truth.amounts).sort());
    for (const [key, amount] of Object.entries(truth.amounts))
      expect(Math.abs((amounts[key] ?? 0) - amount), key).toBeLessThanOrEqual(1);
  });

  it("leave a split that adds up to what the network's planner made of them", () => {
    for (const { world, truth } of [...singles, ...several]) {
      const sum = Object.values(truth.amounts).reduce((all, amount) => all + amount, 0);
      expect(sum).toBeCloseTo(world.toValue - world.fromValue, 3);
    }
  });

  it("that reach nothing get exactly nothing", () => {
    for (const seed of [1, 3]) {
      const { world } = some(plantNothing(limitSetting, seed));
      expect(askEngine(world)).toMatchObject({ amounts: {}, unexplained: 0 });
    }
  });

  it("are flagged where no record tells of them, by how much they did", () => {
    const { world, truth } = some(plantHidden(adviceSetting, 2));
    expect(truth.hidden).not.toBe(0);
    expect(askEngine(world).unexplained).toBe(truth.hidden);
  });

  it("of the run before are found behind what it announced", () => {
    const { world, truth } = some(plantDelayed(0));
    expect(truth.root).not.toBe(null);
    expect(askEngine(world).root).toBe(truth.root);
  });
});

describe("trueSplit", () => {
  it("is each cause's mean over all orders of coming, the network's parts together", () => {
    // 6 for the own cause alone, 4 and 2 for the parts, and 10 more for all three together.
    const split = trueSplit(1, 2, (own, network) => {
      const both = own === 1 && network === 3 ? 10 : 0;
      return own * 6 + (network & 1) * 4 + (network >> 1) * 2 + both;
    });
    expect(split).toEqual({ own: [11], network: 11, parts: [6.5, 4.5] });
  });
});

describe("score", () => {
  const { world, truth } = some(plantCauses(limitSetting, "pair", 1));
  const right = askEngine(world);

  it("is full for the right answer and says what is wrong with others", () => {
    expect(score("limit", truth, right)).toMatchObject({
      isTopRight: true,
      foundCount: 2,
      plantedCount: 2,
      falseCount: 0,
      isFlagged: false,
    });
    const [first = ""] = truth.planted.map(({ key }) => key);
    const amounts = { nobody: 5e9, [first]: right.amounts[first] ?? 0 };
    const wrong = { ...right, amounts };
    expect(score("limit", truth, wrong)).toMatchObject({
      isTopRight: false,
      foundCount: 1,
      trueCount: 1,
      falseCount: 1,
    });
    expect(score("limit", truth, { ...right, amounts: {} })).toMatchObject({
      isTopRight: false,
      foundCount: 0,
    });
  });

  it("is summed up by class, owner and size", () => {
    const lines = scoreLines([score("limit", truth, right)]);
    expect(lines[1]).toMatch(/^limit pair +1 +100\.0 % +100\.0 % +100\.0 % /);
  });
});

describe("files", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "why-bench-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("hold what an engine may know, the truth apart, and the answers of any engine", () => {
    const planted = some(plantDelayed(0));
    writeWorlds(folder, [planted], [inferredWorld("pair", 0)]);
    const worlds = readFileSync(join(folder, "worlds.json"), "utf8");
    expect(worlds).not.toContain("planted");
    const { decisions, inferred } = JSON.parse(worlds);
    expect(decisions[0]).toMatchObject({
      rule: "capacity",
      from: { stored: planted.world.fromValue },
      earlier: { id: "limit-delayed-0-earlier" },
    });
    expect(inferred.worlds[0].before[0]).toHaveLength(1000);
    const answer = askEngine(planted.world);
    writeFileSync(join(folder, "answers.json"), JSON.stringify({ decisions: [answer] }));
    const { decisions: read } = readAnswers(folder);
    expect(read.get(answer.id)).toEqual(answer);
  });

  it("are refused by entry and field where they are malformed", () => {
    const refuse = (body: object) => {
      writeFileSync(join(folder, "answers.json"), JSON.stringify(body));
      return () => readAnswers(folder);
    };
    expect(refuse({ decisions: [{}] })).toThrow("decisions[0] lacks its id");
    expect(refuse({ inferred: [{ id: "a", amounts: { x: null } }] })).toThrow(
      "inferred[0].amounts must map causes to finite numbers",
    );
    expect(() => readAnswers(join(folder, "none"))).toThrow("answers.json is not there");
  });
});
