// Which figures of two versions of the rules differ, and what each is called.
import { hasLabel, type Locale, nodeLabel, renderMessage } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { PolicyName } from "@/server/repositories/policy-read.ts";
import { policyFields, withEveryFigure } from "@/server/services/policies/policy-fields.ts";

/** Rules of which two versions are compared: of limits, and of quantities and where they go. */
export type ComparedPolicy = Extract<PolicyName, "capacity" | "replenishment">;

/** One figure of the rules; one that differs by month is one figure with a value for each. */
export interface Figure {
  readonly id: string;
  readonly changes: readonly { readonly path: string; readonly value: number }[];
}

const withoutMonth = (path: string): string => path.replace(/\[\d\]$/, "");

/**
 * Figures that differ between two published bodies; one that a version lacks, published before it existed, is what runs take for it.
 * Throws precondition_failed where they do not have the same figures all the same.
 */
export function changedFigures(policy: ComparedPolicy, before: unknown, now: unknown): Figure[] {
  const [earlier, later] = [withEveryFigure(policy, before), withEveryFigure(policy, now)];
  const was = new Map(policyFields(earlier).map(({ path, value }) => [path, value]));
  const fields = policyFields(later);
  if (fields.length !== was.size || fields.some(({ path }) => !was.has(path)))
    throw new DomainError("precondition_failed", { rule: "other_figures" });
  const changed = fields.filter(({ path, value }) => was.get(path) !== value);
  return [...Map.groupBy(changed, ({ path }) => withoutMonth(path))].map(([id, ofFigure]) => ({
    id,
    changes: ofFigure.map(({ path, value }) => ({ path, value })),
  }));
}

/** What the figure becomes in a decision, or would be called there: its last names, joined. */
function nodeOf(id: string): string {
  if (id === "floorMm3") return "policyFloorMm3";
  const [first = "", second = "", last = ""] = id.split(".");
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return first === "efficiency" ? second + capital(last) : first + capital(second);
}

/** As the definition that it goes into calls it, or in words of its own where no decision holds it. */
export function figureLabel(policy: ComparedPolicy, id: string, locale: Locale): string {
  const node = policy === "capacity" ? nodeOf(id) : id;
  return hasLabel(policy, node)
    ? nodeLabel(policy, node, locale)
    : renderMessage("deskFigure", { id: node }, locale);
}
