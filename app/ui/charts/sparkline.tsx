import { shareOf } from "./scale.ts";

interface SparklineProps {
  /** Evenly spaced; null leaves a gap. */
  readonly values: readonly (number | null)[];
  /** The line in words: "In-stock rate over 26 weeks, from 97% to 94%". */
  readonly label: string;
  /** Fix it where lines are compared. */
  readonly domain?: readonly [number, number];
  readonly height?: number;
}

/** A line as small as a word, with its end marked. */
export function Sparkline({ values, label, domain, height = 28 }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  const [low, high] = domain ?? [Math.min(...known), Math.max(...known)];
  const last = values.findLastIndex((value) => value !== null);
  if (last < 0) return null;
  const x = (at: number) => (values.length < 2 ? 50 : (at / (values.length - 1)) * 100);
  const y = (value: number) =>
    2 + (1 - (high === low ? 0.5 : shareOf(value, low, high))) * (height - 4);
  const path = values
    .map((value, at) =>
      value === null
        ? ""
        : `${at > 0 && values[at - 1] !== null ? "L" : "M"}${x(at).toFixed(2)} ${y(value).toFixed(2)}`,
    )
    .join("");
  return (
    <span className="relative block w-full" style={{ height }}>
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        className="absolute inset-0 size-full overflow-visible"
      >
        <path
          d={path}
          fill="none"
          className="stroke-accent"
          strokeWidth="1.5"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <span
        aria-hidden="true"
        className="absolute size-1.5 -translate-1/2 rounded-full bg-accent"
        style={{ left: `${x(last)}%`, top: y(values[last] ?? low) }}
      />
    </span>
  );
}
