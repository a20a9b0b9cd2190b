// Refused requests. Expected outcomes of the domain are values; bugs are RangeError or Error; this is for everything between.
export const DOMAIN_ERROR_CODES = [
  "not_found",
  "forbidden",
  "conflict",
  "invalid",
  "limit_exceeded",
  "precondition_failed",
] as const;

export type DomainErrorCode = (typeof DOMAIN_ERROR_CODES)[number];

/** What the client may see beside the code: plain values, never another tenant's. */
export type DomainErrorData = Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>;

/** A request that is refused for a reason its sender can understand. The message is for the log; the client sees code and data. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly data: DomainErrorData;

  constructor(code: DomainErrorCode, data: DomainErrorData = {}, message: string = code) {
    super(message);
    this.name = "DomainError";
    this.code = code;
    this.data = data;
  }
}

export const isDomainError = (error: unknown): error is DomainError => error instanceof DomainError;
