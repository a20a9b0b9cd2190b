import { describe, expect, it } from "vitest";
import { scoreDefinition } from "@/lib/optimizer/capacity/index.ts";
import { marketDefinition } from "@/lib/optimizer/market/index.ts";
import { hasLabel, LOCALES } from "@/lib/wording/index.ts";
import { definitions } from "@/server/planning/traces.ts";

describe("labels", () => {
  it.each([...Object.values(definitions), marketDefinition, scoreDefinition])(
    "name every group and node of $name in every language",
    (definition) => {
      const ids = [
        ...definition.groups.map(({ id }) => id),
        ...definition.nodes.map(({ id }) => id),
      ];
      for (const locale of LOCALES)
        expect(ids.filter((id) => !hasLabel(definition.name, id, locale))).toEqual([]);
    },
  );
});
