// Identifiers that no table gives: of requests, and secrets that only their holder knows.
import { randomBytes, randomUUID } from "node:crypto";

/** Names one request in the logs and in its answer. */
export const newRequestId = (): string => randomUUID();

/** 256 random bits as 43 URL-safe characters: session and invitation tokens. Store its hash, never itself. */
export const newToken = (): string => randomBytes(32).toString("base64url");
