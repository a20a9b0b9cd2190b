import { className } from "./class-name.ts";
import { formatPercent } from "./format.ts";

interface ProgressBarProps {
  /** 0..1. */
  readonly share: number;
  /** What is being done now: "Forecasting 4,012 products". */
  readonly text: string;
  readonly label?: string;
  readonly tone?: "accent" | "good" | "bad";
}

const fills = { accent: "bg-accent", good: "bg-good", bad: "bg-bad" } as const;

/** How far a run has come, with what it is doing in words. */
export function ProgressBar({
  share,
  text,
  label = "Progress",
  tone = "accent",
}: ProgressBarProps) {
  const done = Math.min(1, Math.max(0, share));
  const percent = formatPercent(done * 1_000_000, { digits: 0 });
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <span aria-live="polite" className="min-w-0 truncate text-muted">
          {text}
        </span>
        <span className="tabular font-medium">{percent}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(done * 100)}
        aria-valuetext={`${percent}: ${text}`}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          data-mark=""
          className={className("h-full rounded-full transition-[width] duration-500", fills[tone])}
          style={{ width: `${done * 100}%` }}
        />
      </div>
    </div>
  );
}
