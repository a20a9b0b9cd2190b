import { describe, expect, it } from "vitest";
import { marketDefinition } from "@/lib/optimizer/market/index.ts";
import { hasLabel } from "@/lib/wording/index.ts";
import { definitions } from "@/server/planning/traces.ts";

describe("labels", () => {
  it.each([...Object.values(definitions), marketDefinition])(
    "name every group and node of $name",
    (definition) => {
      const ids = [
        ...definition.groups.map(({ id }) => id),
        ...definition.nodes.map(({ id }) => id),
      ];
      expect(ids.filter((id) => !hasLabel(definition.name, id))).toEqual([]);
    },
  );
});
