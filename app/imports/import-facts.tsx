import type { RouterOutputs } from "@/app/trpc/types.ts";
import { DescriptionList } from "@/app/ui/description-list.tsx";
import { formatBytes, formatNumber } from "@/app/ui/format.ts";
import { formatDay, formatInstant } from "@/app/ui/format-date.ts";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { reportText } from "./import-columns.tsx";

type ImportFile = RouterOutputs["imports"]["get"];

interface ImportFactsProps {
  readonly file: ImportFile;
  readonly timeZone: string;
}

/** A file in figures: what it is, to which day it tells, and what became of its rows. */
export function ImportFacts({ file, timeZone }: ImportFactsProps) {
  return (
    <Panel title="This file">
      <div className="grid gap-4">
        <ImportNotice file={file} />
        <DescriptionList
          items={[
            { term: "Report", value: reportText(file) },
            { term: "Complete to", value: formatDay(file.asOfOn) },
            { term: "Rows", value: formatNumber(file.rowCount) },
            {
              term: "Loaded",
              value: formatNumber(file.loadedCount),
              note: "New, or correcting what was known",
            },
            { term: "Unchanged", value: formatNumber(file.unchangedCount), note: "Known already" },
            {
              term: "Set aside",
              value: formatNumber(file.skippedCount),
              note: "Not this account's trade in the network",
            },
            { term: "Not loaded", value: formatNumber(file.errorCount) },
            { term: "Loaded with a remark", value: formatNumber(file.warningCount) },
            { term: "Received", value: formatInstant(file.createdAt, timeZone) },
            { term: "Size", value: `${formatBytes(file.byteCount)}, ${file.charset ?? "text"}` },
          ]}
        />
      </div>
    </Panel>
  );
}

function ImportNotice({ file }: { readonly file: ImportFile }) {
  if (file.status === "failed")
    return (
      <NoticeBar kind="bad" title="The file could not be loaded">
        {file.failure}
      </NoticeBar>
    );
  if (file.status === "queued" || file.status === "running")
    return (
      <NoticeBar kind="info" title="The file is being loaded">
        {formatNumber(file.rowCount)} rows read so far. Nothing shows anywhere until all of it is
        loaded.
      </NoticeBar>
    );
  if (file.unknownColumns.length === 0) return null;
  return (
    <NoticeBar kind="warn" title="Columns that are not known here">
      {file.unknownColumns.join(", ")}: they were passed over.
    </NoticeBar>
  );
}
