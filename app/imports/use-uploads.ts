"use client";

import { useState } from "react";
import { type UploadResult, type UploadTarget, uploadFile } from "./upload-file.ts";

export interface UploadState {
  readonly key: string;
  readonly name: string;
  /** How much has gone out, 0..1. */
  readonly share: number;
  readonly result: UploadResult | null;
}

/** Uploads of this visit, one after the other; `onSent` runs after each file that arrived. */
export function useUploads(onSent: () => void) {
  const [uploads, setUploads] = useState<readonly UploadState[]>([]);
  const change = (key: string, patch: Partial<UploadState>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...patch } : one)));
  const send = async (files: readonly File[], target: UploadTarget) => {
    const added = files.map((file) => ({ file, key: crypto.randomUUID() }));
    setUploads((all) => [
      ...added.map(({ file, key }) => ({ key, name: file.name, share: 0, result: null })),
      ...all,
    ]);
    for (const { file, key } of added) {
      const result = await uploadFile(file, target, (share) => change(key, { share }));
      change(key, { share: 1, result });
      if (result.status !== "refused") onSent();
    }
  };
  const isSending = uploads.some(({ result }) => result === null);
  return { uploads, send, isSending } as const;
}
