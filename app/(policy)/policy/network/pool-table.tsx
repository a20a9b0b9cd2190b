import { formatCubicFeetNumber } from "@/app/ui/format.ts";
import { formatMonth } from "@/app/ui/format-date.ts";
import {
  Missing,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/app/ui/table.tsx";
import { type NetworkPlan, priceText, storageTypeLabels } from "./network-words.ts";

/** Space per storage type and month: what there is, what can be filled, what is given out, what will be used. */
export function PoolTable({ plan }: { readonly plan: NetworkPlan }) {
  return (
    <Table caption="Pools of space">
      <TableHead>
        <TableHeader>Pool</TableHeader>
        <TableHeader align="end" unit="ft³">
          Usable
        </TableHeader>
        <TableHeader align="end" unit="ft³">
          Given as limits
        </TableHeader>
        <TableHeader align="end" unit="ft³">
          Expected to lie there
        </TableHeader>
        <TableHeader>What holds it</TableHeader>
      </TableHead>
      <TableBody>
        {plan.pools.map((pool) => (
          <TableRow key={`${pool.storageType}/${pool.monthOn}`}>
            <TableCell label="Pool" isRowHeader>
              {storageTypeLabels[pool.storageType]}, {formatMonth(pool.monthOn)}
            </TableCell>
            <TableCell label="Usable, ft³" align="end">
              {formatCubicFeetNumber(pool.usableMm3)}
            </TableCell>
            <TableCell label="Given as limits, ft³" align="end">
              {pool.givenMm3 === null ? (
                <Missing reason="the run does not tell" />
              ) : (
                formatCubicFeetNumber(pool.givenMm3)
              )}
            </TableCell>
            <TableCell label="Expected to lie there, ft³" align="end">
              {formatCubicFeetNumber(pool.storedMm3)}
            </TableCell>
            <TableCell label="What holds it">
              <Holds pool={pool} currency={plan.currency} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

interface HoldsProps {
  readonly pool: NetworkPlan["pools"][number];
  readonly currency: string;
}

function Holds({ pool, currency }: HoldsProps) {
  const dearest =
    pool.dearest === null
      ? "Space to spare"
      : `Space at ${pool.dearest.fcCode}, ${priceText("storage", pool.dearest.priceMicros, currency)}`;
  if (pool.heldBack.length === 0) return <>{dearest}</>;
  return (
    <>
      {dearest}; receiving at {pool.heldBack.join(", ")}
    </>
  );
}
