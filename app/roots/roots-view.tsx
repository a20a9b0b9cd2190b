import Link from "next/link";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { formatInstant } from "../ui/format-date.ts";
import { Panel } from "../ui/panel.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";

type Published = RouterOutputs["roots"]["list"];

const Hash = ({ text }: { readonly text: string }) => (
  <code className="text-xs break-all">{text}</code>
);

/** How to check a receipt, the roots, and the keys that signed them. */
export function RootsView({ published }: { readonly published: Published }) {
  return (
    <div className="grid gap-5">
      <Panel title="Check a receipt yourself">
        <ol className="grid max-w-prose list-decimal gap-1 pl-5">
          <li>On any why page, download the receipt.</li>
          <li>
            Download{" "}
            <a
              href="/verify-receipt.mjs"
              download
              className="font-medium text-accent hover:underline"
            >
              verify-receipt.mjs
            </a>
            . It needs Node and no network, and you can read it: it is one short file.
          </li>
          <li>
            Run <code className="text-xs break-all">node verify-receipt.mjs receipt.json</code> with{" "}
            <code className="text-xs">--root</code> and the run&rsquo;s root from below, and{" "}
            <code className="text-xs">--key</code> and its key.
          </li>
        </ol>
      </Panel>
      <Panel title="Runs" isFlush>
        <Roots published={published} />
      </Panel>
      <Panel title="Keys" isFlush>
        <Keys keys={published.keys} />
      </Panel>
    </div>
  );
}

function Roots({ published: { roots, nextBeforeRunId } }: { readonly published: Published }) {
  if (roots.length === 0)
    return <EmptyState title="No run yet">Roots appear here when runs end.</EmptyState>;
  return (
    <>
      <Table caption="Roots of runs, newest first">
        <TableHead>
          <TableHeader>Run</TableHeader>
          <TableHeader>Ended</TableHeader>
          <TableHeader>Root</TableHeader>
          <TableHeader>Key</TableHeader>
        </TableHead>
        <TableBody>
          {roots.map(({ runId, sealedAt, rootSha256, keyId }) => (
            <TableRow key={runId}>
              <TableCell label="Run" isRowHeader>
                {runId}
              </TableCell>
              <TableCell label="Ended">{formatInstant(sealedAt)}</TableCell>
              <TableCell label="Root">
                <Hash text={rootSha256} />
              </TableCell>
              <TableCell label="Key">
                <Hash text={keyId} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <p className="flex flex-wrap gap-2 px-4 py-3.5 sm:px-5">
        <a href="/api/roots" className={buttonClass("secondary", "small")}>
          As JSON, with signatures
        </a>
        {nextBeforeRunId === null ? null : (
          <Link
            href={`/roots?before=${nextBeforeRunId}`}
            className={buttonClass("secondary", "small")}
          >
            Older runs
          </Link>
        )}
      </p>
    </>
  );
}

function Keys({ keys }: { readonly keys: Published["keys"] }) {
  if (keys.length === 0)
    return <EmptyState title="No key yet">A key appears with the first run.</EmptyState>;
  return (
    <Table caption="Public keys that signed runs">
      <TableHead>
        <TableHeader>Key</TableHeader>
        <TableHeader>Public key (Ed25519)</TableHeader>
        <TableHeader>First used</TableHeader>
      </TableHead>
      <TableBody>
        {keys.map(({ keyId, publicKey, firstUsedAt }) => (
          <TableRow key={keyId}>
            <TableCell label="Key" isRowHeader>
              <Hash text={keyId} />
            </TableCell>
            <TableCell label="Public key">
              <Hash text={publicKey} />
            </TableCell>
            <TableCell label="First used">{formatInstant(firstUsedAt)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
