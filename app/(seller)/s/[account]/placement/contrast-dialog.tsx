"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { whyHref } from "@/app/explanation/why-link.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { formatUnits } from "@/app/ui/format.ts";
import { PanelBoundary } from "@/app/ui/panel-boundary.tsx";
import { Skeleton } from "@/app/ui/skeleton.tsx";

type Row = RouterOutputs["placement"]["list"]["rows"][number];
type Contrast = RouterOutputs["placement"]["contrast"];

interface ContrastDialogProps {
  readonly account: string;
  readonly row: Row;
}

/** The units at the product's main building, forced to the others: what speaks against each, the least dear first. */
export function ContrastDialog({ account, row }: ContrastDialogProps) {
  const [main] = row.fcs;
  if (!main) return null;
  return (
    <Dialog
      title={`Why ${main.code}, and not elsewhere`}
      description={`The units of ${row.sku} that ${main.code} serves, sent to another building instead.`}
      trigger={
        <Button size="small" tone="quiet" aria-label={`Compare buildings for ${row.sku}`}>
          Compare
        </Button>
      }
    >
      <PanelBoundary fallback={<Skeleton className="h-40" />}>
        <Comparison account={account} productId={row.productId} fcId={main.fcId} />
      </PanelBoundary>
    </Dialog>
  );
}

interface ComparisonProps {
  readonly account: string;
  readonly productId: number;
  readonly fcId: number;
}

function Comparison({ account, productId, fcId }: ComparisonProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(
    trpc.placement.contrast.queryOptions({ account, productId, fcId }),
  );
  if (data.others.length === 0) return <p>No other building was in question.</p>;
  return (
    <ul className="grid gap-4">
      {data.others.map((other) => (
        <Other
          key={other.fcId}
          other={other}
          href={whyHref(`/s/${account}`, {
            kind: "placementContrast",
            ...{ productId, fcId, otherFcId: other.fcId, runId: data.runId },
          })}
        />
      ))}
    </ul>
  );
}

interface OtherProps {
  readonly other: Contrast["others"][number];
  /** The answer that can be kept, checked and passed on. */
  readonly href: string;
}

function Other({ other, href }: OtherProps) {
  return (
    <li className="grid gap-1 border-t border-line pt-3 first:border-t-0 first:pt-0">
      <h3 className="font-medium">{other.code}</h3>
      <p className="text-pretty">{other.sentence}</p>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 text-sm">
        {other.parts.map(({ label, text }) => (
          <Amount key={label} term={label} value={text} />
        ))}
        {other.sum ? <Amount term="Together" value={other.sum.total} /> : null}
        {other.sum?.perUnit ? <Amount term="A unit" value={other.sum.perUnit} /> : null}
      </dl>
      <Link
        href={href}
        prefetch={false}
        className="text-sm font-medium text-accent hover:underline"
      >
        Ask why not {other.code}
      </Link>
      <p className="text-xs text-muted">
        {`It gets ${formatUnits(other.units)} as planned, ${formatUnits(other.forcedUnits)} with these.`}
      </p>
    </li>
  );
}

function Amount({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="tabular text-right">{value}</dd>
    </>
  );
}
