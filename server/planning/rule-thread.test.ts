import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stream } from "@/lib/optimizer/core/prng.ts";
import {
  columnsOfText,
  columnsText,
  recordedDefinition,
  ruleText,
} from "@/lib/optimizer/decision/index.ts";
import type { DefinitionName } from "@/server/repositories/trace.ts";
import { bundleRule, ruleSources } from "./rule-bundle.ts";
import {
  openRuleThread,
  type RuleAnswer,
  type RuleCall,
  type RuleLimits,
  ruleThread,
} from "./rule-thread.ts";
import { randomDecisions } from "./testing/random-decisions.ts";
import { definitions } from "./traces.ts";

async function runRule(
  bundle: string,
  call: RuleCall | null,
  limits?: RuleLimits,
): Promise<RuleAnswer> {
  const thread = openRuleThread(bundle, limits);
  try {
    return await thread.ask(call);
  } finally {
    await thread.close();
  }
}

const evaluated = (leaves: string) => ({ name: "evaluate", leaves }) as const;

describe.each(Object.keys(ruleSources) as DefinitionName[])("the bundle of %s", (name) => {
  it("has the same bytes each time and gives the very values that the definition gives", async () => {
    const definition = definitions[name];
    const bundle = bundleRule(ruleSources[name]);
    expect(bundleRule(ruleSources[name])).toBe(bundle);
    const all = randomDecisions(definition, 20, stream(1, "bundle"));
    const said = await runRule(bundle, evaluated(columnsText(all)));
    const { canonicalText, liftFrom, lifts, result } = said;
    expect(canonicalText).toBe(definition.canonicalText);
    expect({ liftFrom, lifts }).toEqual({
      liftFrom: ruleText(definition).liftFrom,
      lifts: ruleText(definition).lifts,
    });
    expect(result && columnsOfText(result)).toEqual(all);
  });

  it("says all of the definition but how it computes", async () => {
    const { nodes, steps, lift: _, ...shape } = definitions[name];
    const recorded = recordedDefinition(shape.canonicalText);
    expect(recorded).toMatchObject(shape);
    expect(recorded.nodes).toEqual(
      nodes.map((node) =>
        "formula" in node ? { ...node, formula: expect.any(Function) } : { ...node },
      ),
    );
    expect(recorded.steps.map(({ formula, ...step }) => step)).toEqual(
      steps.map(({ formula, ...step }) => step),
    );
    expect(() => recorded.steps.find(({ operation }) => operation === 0)?.formula()).toThrow(
      "its bundle computes",
    );
  });
});

/** A rule of one leaf whose value is told by an expression of its script. */
const ruleSaying = (expression: string, answer = "leaves"): string =>
  `var rule = { canonicalText: String(${expression}), evaluate: (leaves) => ${answer} };`;

const said = async (expression: string): Promise<string> =>
  (await runRule(ruleSaying(expression), null)).canonicalText;

const ABSENT =
  `process require module fetch setTimeout setImmediate queueMicrotask structuredClone Buffer console
  performance crypto Date WebAssembly SharedArrayBuffer Math.random`.split(/\s+/);

describe("where a rule runs", () => {
  it("has the language, and nothing of the process", async () => {
    const kinds = `[${ABSENT.map((name) => `typeof ${name}`).join()}]`;
    expect(new Set((await said(kinds)).split(","))).toEqual(new Set(["undefined"]));
    const names = "Object.getOwnPropertyNames(globalThis).filter((n) => /^[a-z]/.test(n)).sort()";
    expect(await said(names)).toBe(
      "decodeURI,decodeURIComponent,encodeURI,encodeURIComponent,escape,eval,globalThis,isFinite,isNaN,parseFloat,parseInt,rule,undefined,unescape",
    );
  });

  it("makes no code of text, and sees no function that called it", async () => {
    for (const code of [`Function("return 1")()`, `eval("1")`])
      expect(await said(`(() => { try { return ${code} } catch (e) { return e.name } })()`)).toBe(
        "EvalError",
      );
    const caller = "String((function up() { return up.caller })())";
    expect((await runRule(ruleSaying("1", caller), evaluated("[]"))).result).not.toContain(
      "parentPort",
    );
  });

  it("imports nothing, and the error that says so leads nowhere", async () => {
    const path = join(tmpdir(), `whystock-rule-${process.pid}`);
    const script = `import("node:fs").catch((e) => e.constructor.constructor(
        'process.getBuiltinModule("fs").writeFileSync(${JSON.stringify(path)}, "seen")')());
      ${ruleSaying('"x".repeat(2 ** 25)')}`;
    // Reading a long answer gives the thread time to go on.
    const thread = openRuleThread(script);
    await thread.ask(null);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await thread.close();
    expect(existsSync(path)).toBe(false);
  });

  it("is left when the rule does not end, takes too much memory, throws, or answers anything but text", async () => {
    const run = (answer: string, milliseconds = 20_000) =>
      runRule(ruleSaying("1", answer), evaluated("[]"), { milliseconds, megabytes: 16 });
    await expect(run("{ for (;;); }", 200)).rejects.toThrow("not done in 200 ms");
    await expect(run("{ const all = []; for (;;) all.push([all.length]); }")).rejects.toThrow(
      "memory",
    );
    await expect(run(`{ throw new RangeError("no such leaf") }`)).rejects.toThrow("no such leaf");
    await expect(run("({ then: 1 })")).rejects.toThrow("not a text");
  });
});

describe("a kept thread", () => {
  /** Answers how often it was asked in the same place. */
  const counting = ruleSaying("1", "String(globalThis.times = (globalThis.times ?? 0) + 1)");

  it("answers question after question, each in a place of its own", async () => {
    const thread = openRuleThread(counting);
    const answers = await Promise.all([1, 2, 3].map(() => thread.ask(evaluated("[]"))));
    expect(answers.map(({ result }) => result)).toEqual(["1", "1", "1"]);
    await thread.close();
  });

  it("goes on after a question that it did not survive", async () => {
    const thread = openRuleThread(
      ruleSaying(
        "1",
        `{ if (leaves === "ends") throw new RangeError("no such leaf"); return leaves }`,
      ),
    );
    const asked = [thread.ask(evaluated("ends")), thread.ask(evaluated("[]"))] as const;
    await expect(asked[0]).rejects.toThrow("no such leaf");
    expect((await asked[1]).result).toBe("[]");
    await thread.close();
  });

  it("is the same for the same bundle, until four others were asked for", () => {
    const of = (k: number) => ruleThread(ruleSaying(`${k}`), `${k}`);
    const first = of(0);
    expect(of(0)).toBe(first);
    const others = [1, 2, 3].map(of);
    expect(of(0)).toBe(first);
    expect(of(4)).not.toBe(first);
    expect([of(0), of(2), of(3)]).toEqual([first, others[1], others[2]]);
    expect(of(1)).not.toBe(others[0]);
  });
});
