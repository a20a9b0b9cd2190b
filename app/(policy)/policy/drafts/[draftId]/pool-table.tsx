import { formatNumber } from "@/app/ui/format.ts";
import {
  Missing,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/app/ui/table.tsx";
import type { Simulation } from "./simulation-panel.tsx";

type Pool = Simulation["pools"][number];

/** Each pool before and after, how many rise and fall, and how evenly it is shared. */
export function PoolTable({ simulation }: { readonly simulation: Simulation }) {
  const { pools } = simulation;
  return (
    <div>
      <Table caption="Pools before and after" isDense>
        <TableHead>
          <TableHeader>Pool</TableHeader>
          <TableHeader align="end">Before</TableHeader>
          <TableHeader align="end">After</TableHeader>
          <TableHeader align="end">Rise</TableHeader>
          <TableHeader align="end">Fall</TableHeader>
          <TableHeader align="end">Same</TableHeader>
          <TableHeader align="end">Inequality (Gini)</TableHeader>
        </TableHead>
        <TableBody>
          {pools.map((pool) => (
            <TableRow key={`${pool.storageType}/${pool.monthAhead}`}>
              <TableCell label="Pool" isRowHeader>
                {poolName(pool)}
              </TableCell>
              <TableCell label="Before" align="end">
                {pool.fromSum}
              </TableCell>
              <TableCell label="After" align="end">
                {pool.toSum}
              </TableCell>
              <TableCell label="Rise" align="end">
                {formatNumber(pool.riseCount)}
              </TableCell>
              <TableCell label="Fall" align="end">
                {formatNumber(pool.fallCount)}
              </TableCell>
              <TableCell label="Same" align="end">
                {formatNumber(pool.sameCount)}
              </TableCell>
              <TableCell label="Inequality (Gini)" align="end">
                <Gini pool={pool} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <p className="px-4 pt-2 text-xs text-muted sm:px-5">
        Rise, fall and same count accounts. Inequality: 0 when all get the same, near 1 when one
        gets all.
      </p>
    </div>
  );
}

const MONTHS = ["", ", next month", ", in 2 months", ", in 3 months"] as const;

const poolName = ({ storageType, monthAhead }: Pool): string =>
  storageType.charAt(0).toUpperCase() + storageType.slice(1) + (MONTHS[monthAhead] ?? "");

function Gini({ pool: { giniBefore, giniAfter } }: { readonly pool: Pool }) {
  if (giniBefore === null || giniAfter === null)
    return <Missing reason="not a share of one pool" />;
  const digits = { digits: 3 } as const;
  return (
    <>
      {formatNumber(giniBefore, digits)} → {formatNumber(giniAfter, digits)}
    </>
  );
}
