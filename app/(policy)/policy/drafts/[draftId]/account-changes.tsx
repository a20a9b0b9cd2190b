import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";
import type { Simulation } from "./simulation-panel.tsx";

type Change = Simulation["gains"][number];

/** Who gains and who loses, the largest first. */
export function AccountChanges({ simulation }: { readonly simulation: Simulation }) {
  const suffix = simulation.subject === "limits" ? ", next month's limit" : "";
  return (
    <div className="grid gap-4 2xl:grid-cols-2">
      <Changes title={`Who gains${suffix}`} changes={simulation.gains} />
      <Changes title={`Who loses${suffix}`} changes={simulation.losses} />
    </div>
  );
}

interface ChangesProps {
  readonly title: string;
  readonly changes: readonly Change[];
}

function Changes({ title, changes }: ChangesProps) {
  return (
    <div className="min-w-0">
      <h3 className="px-4 pb-1 font-semibold sm:px-5">{title}</h3>
      {changes.length === 0 ? (
        <p className="px-4 pb-4 text-muted sm:px-5">Nobody.</p>
      ) : (
        <Table caption={title} maxHeight="24rem" isDense>
          <TableHead>
            <TableHeader>Account</TableHeader>
            <TableHeader align="end">Before</TableHeader>
            <TableHeader align="end">After</TableHeader>
            <TableHeader align="end">Change</TableHeader>
          </TableHead>
          <TableBody>
            {changes.map((change) => (
              <TableRow key={`${change.account}/${change.storageType}`}>
                <TableCell label="Account" isRowHeader>
                  {change.accountName}
                  <span className="block text-xs font-normal text-muted">{change.storageType}</span>
                </TableCell>
                <TableCell label="Before" align="end">
                  <span className="whitespace-nowrap">{change.from}</span>
                </TableCell>
                <TableCell label="After" align="end">
                  <span className="whitespace-nowrap">{change.to}</span>
                </TableCell>
                <TableCell label="Change" align="end">
                  <span className="whitespace-nowrap">{change.delta}</span>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </div>
  );
}
