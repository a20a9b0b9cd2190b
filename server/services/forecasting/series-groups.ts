// What series have in common, as far as their ids tell: the parts of FOODS_1_001_CA_3, the leading digits of 85123A.
import type { SeriesGroup } from "@/lib/optimizer/forecasting/index.ts";

/** Parts of an id between underscores; several underscores part like one. */
export const tokensOf = (id: string): string[] => id.split(/_+/).filter((token) => token !== "");

const PREFIX_LENGTHS = [2, 3, 4];
const MIN_PREFIX_DIGITS = 4;

/** Members numbered in order of appearance; null = the series belongs to none. */
function groupOf(name: string, members: readonly (string | null)[]): SeriesGroup {
  const indexOf = new Map<string, number>();
  const index = Int32Array.from(members, (member) => {
    if (member === null) return -1;
    const at = indexOf.get(member) ?? indexOf.size;
    indexOf.set(member, at);
    return at;
  });
  return { name, count: indexOf.size, index };
}

/** A group of one learns nothing from others, and a group of all tells nobody apart. */
const isUseful = (group: SeriesGroup): boolean =>
  group.count >= 2 && group.count <= group.index.length / 2;

/**
 * First token of the name that ends at each token: digits continue the name before them, so that FOODS_1_001_CA_3 has the names
 * FOODS, FOODS_1, FOODS_1_001, CA and CA_3. A token counts as digits when it is in all ids.
 */
function nameStarts(tokens: readonly (readonly string[])[], count: number): number[] {
  const starts: number[] = [];
  for (let at = 0; at < count; at++) {
    const isNumber = tokens.every((parts) => /^\d+$/.test(parts[at] ?? ""));
    starts.push(isNumber ? (starts[at - 1] ?? at) : at);
  }
  return starts;
}

function tokenGroups(ids: readonly string[]): SeriesGroup[] {
  const tokens = ids.map(tokensOf);
  const count = tokens[0]?.length ?? 0;
  if (count < 2 || tokens.some(({ length }) => length !== count)) return [];
  return nameStarts(tokens, count).map((start, at) =>
    groupOf(
      start === at ? `token${at + 1}` : `token${start + 1}-${at + 1}`,
      tokens.map((parts) => parts.slice(start, at + 1).join("_")),
    ),
  );
}

/** Catalogue numbers put like beside like: their leading digits are a rough category. */
function prefixGroups(ids: readonly string[]): SeriesGroup[] {
  const digits = ids.map((id) => /^\d+/.exec(id)?.[0] ?? "");
  const numericCount = digits.filter(({ length }) => length >= MIN_PREFIX_DIGITS).length;
  if (numericCount * 2 < ids.length) return [];
  return PREFIX_LENGTHS.map((length) =>
    groupOf(
      `prefix${length}`,
      digits.map((own) => (own.length >= MIN_PREFIX_DIGITS ? own.slice(0, length) : null)),
    ),
  );
}

/** Groups of series by their ids; empty when the ids tell nothing. */
export function seriesGroups(ids: readonly string[]): SeriesGroup[] {
  return [...tokenGroups(ids), ...prefixGroups(ids)].filter(isUseful);
}
