import { className } from "./class-name.ts";

/** A grey stand-in with the size of what is coming. */
export function Skeleton({ className: extra }: { readonly className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={className("block animate-pulse rounded-md bg-sunken", extra)}
    />
  );
}

/** Says once, to a screen reader, that something is loading. */
function LoadingNote({ text }: { readonly text: string }) {
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}

const rowsOf = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

export function TableSkeleton({
  rows = 8,
  what = "table",
  note = `Loading ${what}`,
}: {
  readonly rows?: number;
  readonly what?: string;
  /** In another language than English. */
  readonly note?: string;
}) {
  return (
    <div className="grid gap-3 p-4 sm:px-5">
      <LoadingNote text={note} />
      <Skeleton className="h-5 w-1/3" />
      {rowsOf(rows).map((row) => (
        <Skeleton key={row} className="h-7 w-full" />
      ))}
    </div>
  );
}

export function TileSkeleton({ count = 4 }: { readonly count?: number }) {
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <LoadingNote text="Loading figures" />
      {rowsOf(count).map((tile) => (
        <Skeleton key={tile} className="h-26 w-full rounded-lg" />
      ))}
    </div>
  );
}

/** Keeps a chart's place: `height` in pixels is the chart's own. */
export function ChartSkeleton({
  height = 240,
  note = "Loading chart",
}: {
  readonly height?: number;
  readonly note?: string;
}) {
  return (
    <div style={{ height }}>
      <LoadingNote text={note} />
      <Skeleton className="h-full w-full" />
    </div>
  );
}
