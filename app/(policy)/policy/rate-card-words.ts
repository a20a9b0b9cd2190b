// What the figures of a rate card are called: its part, and the path's own words.
const parts: Readonly<Record<string, string>> = {
  utilisation: "Storage utilisation surcharge",
  aged: "Aged inventory surcharge",
  lowInventory: "Low inventory level fee",
  overage: "Overage fee",
  placement: "Placement",
  size: "Size tiers",
};

const unitWords: readonly (readonly [RegExp, string])[] = [
  [/[mM]icrosPerFt3Month/, " per ft³ and month"],
  [/[mM]icrosPerFt3/, " per ft³"],
  [/[mM]icrosPerUnit/, " per unit (below 0 = not offered)"],
  [/Mm3/, ""],
  [/Um/, " in micrometres"],
  [/Mg/, " in milligrams"],
  [/MilliDegrees/, " in thousandths of a degree of longitude"],
];

/** "aged.microsPerFt3[2]" -> "Aged inventory surcharge: per ft³, row 3". */
export function cardFieldLabel(path: string): string {
  const [part = "", ...rest] = path.split(".");
  const row = /\[(\d)\]$/.exec(path)?.[1];
  const words = rest.map((name) =>
    unitWords
      .reduce((text, [pattern, word]) => text.replace(pattern, word), name.replace(/\[\d\]$/, ""))
      .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .trim(),
  );
  const tail = row === undefined ? "" : `, row ${Number(row) + 1}`;
  return `${parts[part] ?? part}: ${words.join(", ")}${tail}`;
}
