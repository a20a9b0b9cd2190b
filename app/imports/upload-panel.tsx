"use client";

import { FileUp } from "lucide-react";
import Link from "next/link";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "@/app/ui/button.tsx";
import { className } from "@/app/ui/class-name.ts";
import { Field } from "@/app/ui/field.tsx";
import { Input, Select } from "@/app/ui/input.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { ProgressBar } from "@/app/ui/progress-bar.tsx";
import { type UploadState, useUploads } from "./use-uploads.ts";

const charsets = [
  { value: "", label: "Detect it" },
  { value: "utf-8", label: "UTF-8" },
  { value: "windows-1252", label: "Windows-1252 (Western Europe)" },
  { value: "shift_jis", label: "Shift_JIS (Japan)" },
  { value: "utf-16le", label: "UTF-16" },
];

interface UploadPanelProps {
  readonly account: string;
  readonly onSent: () => void;
}

/** Takes report files by drag or by choice, and shows how far each has gone out. */
export function UploadPanel({ account, onSent }: UploadPanelProps) {
  const { uploads, send, isSending } = useUploads(onSent);
  const [asOfOn, setAsOfOn] = useState("");
  const [charset, setCharset] = useState("");
  return (
    <Panel
      title="Upload reports"
      description="All Orders, Manage FBA Inventory, Inventory Ledger (summary, by day) and Inventory Planning, exactly as the marketplace hands them out, plain or gzip, up to 200 MB. Names, addresses and other data of buyers are dropped while a file is read."
    >
      <div className="grid gap-4">
        <DropZone
          isSending={isSending}
          onFiles={(files) => void send(files, { account, asOfOn, charset })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="Day of the stock"
            hint="Only for Manage FBA Inventory, which holds no date. Empty means today."
          >
            {(control) => (
              <Input
                {...control}
                type="date"
                value={asOfOn}
                onChange={(event) => setAsOfOn(event.target.value)}
              />
            )}
          </Field>
          <Field label="Character set" hint="Choose it only when letters come out wrong.">
            {(control) => (
              <Select
                {...control}
                options={charsets}
                value={charset}
                onChange={(event) => setCharset(event.target.value)}
              />
            )}
          </Field>
        </div>
        <UploadList account={account} uploads={uploads} />
      </div>
    </Panel>
  );
}

interface DropZoneProps {
  readonly isSending: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

function DropZone({ isSending, onFiles }: DropZoneProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onFiles(files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={className(
        "grid justify-items-center gap-3 rounded-md border border-dashed px-4 py-8 text-center",
        isOver ? "border-accent bg-accent-soft" : "border-line-strong",
      )}
    >
      <FileUp aria-hidden="true" className="size-6 text-muted" />
      <p className="text-muted">Drop files here, or</p>
      <Button tone="primary" isPending={isSending} onClick={() => picker.current?.click()}>
        Choose files
      </Button>
      <input
        ref={picker}
        type="file"
        multiple
        className="sr-only"
        tabIndex={-1}
        aria-label="Report files"
        accept=".txt,.tsv,.csv,.gz,text/plain,text/csv,text/tab-separated-values,application/gzip"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
    </div>
  );
}

interface UploadListProps {
  readonly account: string;
  readonly uploads: readonly UploadState[];
}

function UploadList({ account, uploads }: UploadListProps) {
  if (uploads.length === 0) return null;
  return (
    <ul className="grid gap-3" aria-label="Uploads of this visit">
      {uploads.map(({ key, name, share, result }) => (
        <li key={key} className="grid gap-1">
          {result === null ? (
            <ProgressBar share={share} text={`Sending ${name}`} label={`Sending ${name}`} />
          ) : (
            <UploadOutcome account={account} name={name} result={result} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface UploadOutcomeProps {
  readonly account: string;
  readonly name: string;
  readonly result: NonNullable<UploadState["result"]>;
}

function UploadOutcome({ account, name, result }: UploadOutcomeProps) {
  if (result.status === "refused")
    return (
      <p role="alert" className="text-bad">
        {name}: {result.reason}
      </p>
    );
  const href = `/s/${account}/imports/${result.importId}`;
  return (
    <p role="status">
      <Link href={href} className="font-medium text-accent hover:underline">
        {name}
      </Link>
      {result.status === "known"
        ? ": this file was loaded before, so nothing changes."
        : ": received. Its rows are loaded in the background, you need not wait."}
    </p>
  );
}
