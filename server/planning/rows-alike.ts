// Which decisions of a chunk are likely to be alike: what small chunks are written and read with.

/** FC ids stay below it: keys of decisions about a product at an FC are product x FC_KEYS + FC. */
export const FC_KEYS = 4096;

const ABOUT_FCS: readonly string[] = ["positioning", "placement"];

/**
 * Per decision the last one before it about the same FC, -1 = none; null for definitions that are not about FCs. Kept chunks are
 * read with it: what it answers for the same keys never changes.
 */
export function rowsAlike(definitionName: string, keys: readonly number[]): Int32Array | null {
  if (!ABOUT_FCS.includes(definitionName)) return null;
  const last = new Map<number, number>();
  return Int32Array.from(keys, (key, row) => {
    const before = last.get(key % FC_KEYS) ?? -1;
    last.set(key % FC_KEYS, row);
    return before;
  });
}
