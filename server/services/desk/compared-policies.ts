// The rules that the newest compared run and the one before it followed.
import { dayText } from "@/lib/wording/index.ts";
import { findPolicyVersion, type PolicyVersionRow } from "@/server/repositories/policy-read.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { type ComparedRun, comparedRun } from "./compared-run.ts";
import type { DeskReader } from "./desk-reader.ts";
import type { ComparedPolicy } from "./policy-figures.ts";

/** 64 mixes at most. */
export const MOST_FIGURES = 6;

export interface ComparedPolicies extends ComparedRun {
  readonly now: PolicyVersionRow;
  readonly before: PolicyVersionRow;
}

export async function comparedPolicies(
  { db, scope }: StaffContext,
  policy: ComparedPolicy,
): Promise<ComparedPolicies> {
  return inScope(db, scope, async (tx) => {
    const compared = await comparedRun({ tx, scope });
    const idOf = (run: typeof compared.run | typeof compared.base) =>
      policy === "capacity" ? run.capacityPolicyId : run.replenishmentPolicyId;
    const now = await findPolicyVersion(tx, idOf(compared.run));
    const before = await findPolicyVersion(tx, idOf(compared.base));
    if (!now || !before) throw new Error(`policy shift: run ${compared.run.runId} names no policy`);
    return { ...compared, now, before };
  });
}

/** For a message that says that no figure changed: also two versions may have the same ones. */
export const sameVersions = ({ before, now }: ComparedPolicies) => ({
  versions: before.id === now.id ? "one" : "two",
  version: String(now.version),
  base: String(before.version),
});

/** Which version is the one before, and whose plan used it. */
export const whenceText = (
  { base, before }: ComparedPolicies,
  { locale, tell }: DeskReader,
): string =>
  tell("deskPolicyBefore", {
    version: String(before.version),
    run: String(base.id),
    day: dayText(base.asOfOn, locale),
  });
