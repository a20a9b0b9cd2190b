// Sends one file as it is, with its progress: fetch cannot tell how much of a body has gone out.
export interface UploadTarget {
  readonly account: string;
  /** "YYYY-MM-DD", for reports without a date; "" = today. */
  readonly asOfOn: string;
  /** "" = detected. */
  readonly charset: string;
}

export type UploadResult =
  | { readonly status: "queued" | "known"; readonly importId: number }
  | { readonly status: "refused"; readonly reason: string };

interface Answer {
  readonly import?: { readonly importId: number };
  readonly isKnown?: boolean;
  readonly error?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

const UNREACHED = "The file did not arrive. Check the connection and send it again.";

const reasons: Readonly<Record<string, string>> = {
  forbidden: "You are signed out. Sign in and send the file again.",
  not_found: "This account is not yours any more.",
  limit_exceeded: "The file is larger than 200 MB, or too many files are waiting.",
  invalid: "The file could not be taken. Send a report as text, or packed with gzip.",
};

function resultOf(status: number, text: string): UploadResult {
  const answer = parsed(text);
  if (answer.import) {
    const { importId } = answer.import;
    return { status: answer.isKnown ? "known" : "queued", importId };
  }
  const message = answer.data?.message;
  if (typeof message === "string") return { status: "refused", reason: message };
  const reason =
    reasons[answer.error ?? ""] ?? (status === 413 ? reasons.limit_exceeded : undefined);
  return { status: "refused", reason: reason ?? UNREACHED };
}

function parsed(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}

/** Uploads a file; `onShare` hears how much of it has gone out, 0..1. Never throws. */
export function uploadFile(
  file: File,
  target: UploadTarget,
  onShare: (share: number) => void,
): Promise<UploadResult> {
  const query = new URLSearchParams({ account: target.account, name: file.name });
  if (target.asOfOn !== "") query.set("asOfOn", target.asOfOn);
  if (target.charset !== "") query.set("charset", target.charset);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      onShare(total === 0 ? 0 : loaded / total),
    );
    request.addEventListener("load", () => resolve(resultOf(request.status, request.responseText)));
    request.addEventListener("error", () => resolve({ status: "refused", reason: UNREACHED }));
    request.open("POST", `/api/imports/upload?${query}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
}
