import type { Visibility } from "../decision/index.ts";

/** What a seller never sees: figures of rules that are not published, and prices made by all sellers together. */
export const CONFIDENTIAL: ReadonlySet<Visibility> = new Set([
  "policyConfidential",
  "networkConfidential",
]);
