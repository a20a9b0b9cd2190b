import fc from "fast-check";
import { expect, it } from "vitest";
import { evaluate } from "../decision/index.ts";
import { changeGame, explainChange } from "../explanation/index.ts";
import { capacityDefinition, scoreDefinition, scoreLeaves, scorePart } from "./index.ts";

const { leafCount } = capacityDefinition;
const limits = fc
  .array(fc.integer({ min: 0, max: 3_000_000 }), { minLength: leafCount, maxLength: leafCount })
  .map((values) => Float64Array.from(values));

it("the score within a limit's definition is the score by itself, with the same causes", () => {
  const definition = scorePart(capacityDefinition);
  fc.assert(
    fc.property(limits, limits, (from, to) => {
      const alone = explainChange(scoreDefinition, scoreLeaves(from), scoreLeaves(to));
      const game = changeGame({ definition }, from, to);
      expect(game.explained(evaluate(definition, game.leaves))).toEqual(alone);
    }),
    { numRuns: 30 },
  );
});

it("a definition that makes no score has no part that is one", () => {
  expect(() => scorePart({ ...capacityDefinition, indexOf: new Map() })).toThrow(/no "efficiency"/);
});
