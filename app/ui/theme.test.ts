import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Rgb = readonly [number, number, number];
const css = readFileSync(new URL("./theme.css", import.meta.url), "utf8");
const token = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((match) => [
    match[1],
    { light: match[2] ?? "", dark: match[3] ?? "" },
  ]),
);
const modes = ["light", "dark"] as const;
const owners = [...token.keys()].filter((name) => name?.startsWith("owner-"));

function colour(name: string, mode: "light" | "dark"): Rgb {
  const hex = token.get(name)?.[mode];
  if (!hex) throw new Error(`theme.css has no token --${name}`);
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}

const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const luminance = ([r, g, b]: Rgb): number =>
  0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

/** WCAG 2.2 contrast ratio. */
function contrast(a: Rgb, b: Rgb): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (hi + 0.05) / (lo + 0.05);
}

// Viénot, Brettel and Mollon 1999: dichromats' view, on linear RGB.
const dichromat = {
  protanopia: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deuteranopia: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
} as const;

function seenBy(matrix: readonly (readonly number[])[], rgb: Rgb): Rgb {
  const lin = rgb.map(linear);
  return matrix.map((row) =>
    row.reduce((sum, weight, at) => sum + weight * (lin[at] ?? 0), 0),
  ) as unknown as Rgb;
}

/** CIE Lab of linear RGB (D65). */
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
const distance = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

describe.each(modes)("the %s theme", (mode) => {
  const ratio = (front: string, back: string) => contrast(colour(front, mode), colour(back, mode));

  it.each([
    ...["canvas", "surface", "raised", "sunken", "hover"].flatMap((back) =>
      ["ink", "muted", "faint"].map((front) => [front, back] as const),
    ),
    ...["canvas", "surface", "raised", "accent-soft", "hover"].map(
      (back) => ["accent", back] as const,
    ),
    ["on-accent", "accent"] as const,
    ["on-accent", "accent-strong"] as const,
    ["ink", "accent-soft"] as const,
    ...["good", "warn", "bad"].flatMap((tone) => [
      [tone, "surface"] as const,
      [tone, `${tone}-soft`] as const,
      [tone, "canvas"] as const,
      ["ink", `${tone}-soft`] as const,
    ]),
  ])("gives text --%s at least 4.5:1 on --%s", (front, back) => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([...owners, "line-strong", "focus", "use-on-hand", "use-over"])(
    "gives the mark --%s at least 3:1 on the surface",
    (name) => {
      expect(ratio(name ?? "", "surface")).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(["protanopia", "deuteranopia"] as const)(
    "keeps all nine owners apart for a reader with %s",
    (sight) => {
      const seen = owners.map((name) => lab(seenBy(dichromat[sight], colour(name ?? "", mode))));
      const close = seen.flatMap((a, i) =>
        seen.slice(i + 1).flatMap((b, k) => {
          const gap = distance(a, b);
          return gap < 15 ? [`${owners[i]} ~ ${owners[i + 1 + k]}: ${gap.toFixed(1)}`] : [];
        }),
      );
      expect(owners).toHaveLength(9);
      expect(close).toEqual([]);
    },
  );
});
