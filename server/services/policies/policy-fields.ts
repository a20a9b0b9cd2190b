// A policy body as a flat list of figures, and back: what forms edit, diffs compare and readers see.
import {
  type CapacityPolicy,
  completeCapacityPolicy,
  defaultCapacityPolicy,
  type PolicyProblem,
  validateCapacityPolicy,
} from "@/lib/optimizer/capacity/index.ts";
import { type RateCard, rateCard2026, validateRateCard } from "@/lib/optimizer/fees/index.ts";
import {
  defaultMarketPolicy,
  type MarketPolicy,
  validateMarketPolicy,
} from "@/lib/optimizer/market/index.ts";
import {
  completePolicy,
  type ReplenishmentPolicy,
  validateReplenishmentPolicy,
} from "@/lib/optimizer/replenishment/index.ts";
import { type Locale, quantityText, renderMessage } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { type JsonValue, jsonSha256Hex } from "@/server/core/hash.ts";
import type { PolicyName } from "@/server/repositories/policy-read.ts";
import type { PolicyField } from "./schemas.ts";

type Body = { readonly [key: string]: number | Body | readonly number[] };

/** The unit that a figure's name ends with. */
function unitOf(path: string): string {
  if (/Millionths(\[\d\])?$/.test(path)) return "millionths";
  if (path.endsWith("Mm3")) return "mm3";
  if (/[mM]icrosPer(Ft3|Ft3Month|Unit)(\[\d\])?$/.test(path)) return "micros";
  if (path.endsWith("Weeks")) return "weeks";
  if (path.endsWith("Days")) return "days";
  return "count";
}

// A rate below 0 says that there is no such offer.
const figureText = (unit: string, value: number, locale: Locale): string =>
  unit === "micros" && value < 0
    ? renderMessage("figureNotOffered", {}, locale)
    : quantityText(unit, value, undefined, locale);

/** Every figure of a body, in the order of the body. */
export function policyFields(body: unknown, locale: Locale = "en"): PolicyField[] {
  const fields: PolicyField[] = [];
  const walk = (value: Body | readonly number[] | number, path: string) => {
    if (typeof value === "number") {
      const unit = unitOf(path);
      fields.push({ path, unit, value, text: figureText(unit, value, locale) });
      return;
    }
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) walk(item as number, `${path}[${index}]`);
      return;
    }
    for (const [key, item] of Object.entries(value as Body))
      walk(item, path ? `${path}.${key}` : key);
  };
  walk(body as Body, "");
  return fields;
}

/** The body with some figures changed. Throws invalid, naming the path, for a figure that the policy does not have. */
export function withFields(
  body: unknown,
  changes: readonly { readonly path: string; readonly value: number }[],
): unknown {
  const copy = structuredClone(body);
  const known = new Set(policyFields(body).map((field) => field.path));
  for (const { path, value } of changes) {
    if (!known.has(path)) throw new DomainError("invalid", { field: path, rule: "unknown_field" });
    const keys = path.replace(/\[(\d)\]/, ".$1").split(".");
    const last = keys.pop() as string;
    const parent = keys.reduce(
      (at, key) => at[key] as Record<string, unknown>,
      copy as Record<string, unknown>,
    );
    parent[last] = value;
  }
  return copy;
}

/** A stored body as the type the planner takes: the shape of the default, checked figure by figure. */
export function capacityPolicyOf(body: unknown): CapacityPolicy {
  const given = withFields(defaultCapacityPolicy, policyFields(body)) as CapacityPolicy;
  const { overbooking, declared, promisedPoolShareMillionths } = body as Partial<CapacityPolicy>;
  return completeCapacityPolicy({
    ...given,
    overbooking: overbooking && given.overbooking,
    declared: declared && given.declared,
    promisedPoolShareMillionths: promisedPoolShareMillionths && given.promisedPoolShareMillionths,
  } as CapacityPolicy);
}

export function replenishmentPolicyOf(body: unknown): ReplenishmentPolicy {
  return withFields(completePolicy({}), policyFields(body)) as ReplenishmentPolicy;
}

/** A published body with the figures that came after it as runs take them, so that they change no decision: what a draft starts from. */
export function withEveryFigure(policy: PolicyName, body: unknown): unknown {
  if (policy === "capacity") return completeCapacityPolicy(body as CapacityPolicy);
  return policy === "replenishment" ? completePolicy(body as Partial<ReplenishmentPolicy>) : body;
}

export function marketPolicyOf(body: unknown): MarketPolicy {
  return withFields(defaultMarketPolicy, policyFields(body)) as unknown as MarketPolicy;
}

export function rateCardOf(body: unknown): RateCard {
  return withFields(rateCard2026, policyFields(body)) as RateCard;
}

/** Everything wrong with a body. */
export function policyProblems(policy: PolicyName, body: unknown): readonly PolicyProblem[] {
  switch (policy) {
    case "capacity":
      return validateCapacityPolicy(capacityPolicyOf(body));
    case "replenishment":
      return validateReplenishmentPolicy(replenishmentPolicyOf(body));
    case "market":
      return validateMarketPolicy(marketPolicyOf(body));
    case "fees":
      return validateRateCard(rateCardOf(body));
  }
}

/** Hash of a body: says whether what was simulated or approved is what stands now. */
export const bodySha256 = (body: unknown): string => jsonSha256Hex(body as JsonValue);
