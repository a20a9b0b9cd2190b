// The rules that the newest compared run and the one before it followed.
import { dayText, type MessageId } from "@/lib/wording/index.ts";
import { findPolicyVersion, type PolicyVersionRow } from "@/server/repositories/policy-read.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { type ComparedRun, comparedRun } from "./compared-run.ts";
import type { DeskReader } from "./desk-reader.ts";
import type { ComparedPolicy } from "./policy-figures.ts";
import type { DeskTold } from "./schemas.ts";

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

/** What the figures of two versions moved. */
interface Moved {
  readonly id: MessageId;
  /** Of the message, beside the two versions. */
  readonly values: Readonly<Record<string, string>>;
  readonly sentences: readonly string[];
}

/** Two versions as the desk tells them: what their figures moved, or `sameId` where none changed; and which one was before. */
export function toldVersions(
  compared: ComparedPolicies,
  { locale, tell }: DeskReader,
  sameId: MessageId,
  moved: Moved | null,
): DeskTold {
  const { base, before, now } = compared;
  const versions = { version: String(now.version), base: String(before.version) };
  // Also two versions may have the same figures.
  const same = { ...versions, versions: before.id === now.id ? "one" : "two" };
  return {
    headline: moved ? tell(moved.id, { ...versions, ...moved.values }) : tell(sameId, same),
    sentences: [
      ...(moved?.sentences ?? []),
      tell("deskPolicyBefore", {
        version: versions.base,
        run: String(base.id),
        day: dayText(base.asOfOn, locale),
      }),
    ],
    bars: null,
    table: null,
    path: "/policy/policies",
  };
}
