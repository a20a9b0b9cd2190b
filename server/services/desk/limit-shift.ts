// What moved all limits together: from the sums that were kept after the run.
import {
  type ChangeExplanation,
  changePattern,
  shareOfMovement,
  shareWord,
} from "@/lib/optimizer/explanation/index.ts";
import {
  dayText,
  groupLabel,
  monthText,
  shownChange,
  storageTypeLabel,
  unitLabel,
  wordChange,
} from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { definitions } from "@/server/planning/traces.ts";
import { findPolicyVersion } from "@/server/repositories/policy-read.ts";
import type { CohortChange } from "@/server/services/limit-changes/schemas.ts";
import { comparedRun, comparedText, mainPool, monthAfter } from "./compared-run.ts";
import type { Desk, DeskReader } from "./desk-reader.ts";
import type { DeskTold } from "./schemas.ts";

/** Where the names of causes of many limits are. */
export const CAUSES = "limits";

/** Before and after of every pool, and what moved the one that moved most. */
export async function limitShift(desk: Desk, reader: DeskReader): Promise<DeskTold> {
  const { run, base, pools } = await comparedRun(desk);
  const pool = mainPool(pools);
  const all = pool?.cohorts[0];
  if (!pool || !all) throw new DomainError("precondition_failed", { rule: "no_limits" });
  const { locale, tell, count, word, sumOf } = reader;
  const change = summedChange(all);
  const policy =
    run.capacityPolicyId === base.capacityPolicyId
      ? undefined
      : await findPolicyVersion(desk.tx, run.capacityPolicyId);
  const planOf = ({ asOfOn }: { readonly asOfOn: string }) =>
    tell("deskPlanOf", { day: dayText(asOfOn, locale) });
  const subject = sumOf(pool.storageType, monthAfter(run, pool.monthAhead));
  const worded = wordChange(
    subject,
    change,
    policy ? { version: policy.version, reason: policy.reason } : null,
    locale,
  );
  return {
    headline: worded.headline,
    sentences: [
      ...worded.sentences,
      comparedText({ run, base }, pool.monthAhead, reader),
      tell("deskAccounts", {
        lower: count(all.fallCount),
        higher: count(all.riseCount),
        same: count(all.accountCount - all.fallCount - all.riseCount),
      }),
    ],
    bars: {
      unitLabel: unitLabel("mm3", locale),
      from: { label: planOf(base), text: worded.from, value: worded.fromValue },
      to: { label: planOf(run), text: worded.to, value: worded.toValue },
      drivers: worded.drivers.flatMap((driver, k) => {
        const owner = change.drivers[k]?.owner ?? "";
        const { group: id, label, amount: text, value } = driver;
        // What a seller reads as "You" is here what all of them did.
        const ownerLabel = owner === "seller" ? word("sellers") : driver.ownerLabel;
        return change.drivers[k]?.amount === 0
          ? []
          : [{ id, label, owner, ownerLabel, text, value }];
      }),
    },
    table: {
      columns: ["limit", "before", "after", "change", "cause"].map(word),
      rows: pools.map(({ storageType, monthAhead, cohorts: [sum] }) => [
        `${storageTypeLabel(storageType, locale)}, ${monthText(monthAfter(run, monthAhead), locale)}`,
        ...changeCells(sum, locale),
      ]),
    },
    path: `/policy/runs/${run.runId}`,
  };
}

function changeCells(sum: CohortChange | undefined, locale: DeskReader["locale"]): string[] {
  if (!sum) return ["", "", "", ""];
  const { fromMm3, toMm3, causes } = sum;
  const { from, to, parts } = shownChange("mm3", fromMm3, toMm3, [toMm3 - fromMm3], locale);
  const [first] = causes;
  return [from, to, parts[0]?.text ?? "", first ? groupLabel(CAUSES, first.cause, locale) : ""];
}

/** The sums as an explanation of one change, to be told in the same words. */
function summedChange(sum: CohortChange): ChangeExplanation {
  const { version, output, groups } = definitions.capacity;
  const delta = sum.toMm3 - sum.fromMm3;
  const movement = sum.causes.reduce((all, { amountMm3 }) => all + Math.abs(amountMm3), 0);
  const partMovement = sum.parts.reduce((all, { amountMm3 }) => all + Math.abs(amountMm3), 0);
  const drivers = sum.causes.map(({ cause, amountMm3 }) => ({
    group: cause,
    owner: groups.find(({ id }) => id === cause)?.owner ?? ("seller" as const),
    amount: amountMm3,
    shareMillionths: shareOfMovement(amountMm3, movement),
    share: shareWord(amountMm3, movement),
    numerator: String(amountMm3),
    leaves: [],
    parts:
      cause === "network"
        ? sum.parts
            .map(({ player, amountMm3: amount }) => ({
              player,
              amount,
              share: shareWord(amount, partMovement),
            }))
            .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
        : [],
  }));
  return {
    type: "change",
    definition: CAUSES,
    version,
    output,
    unit: "mm3",
    from: sum.fromMm3,
    to: sum.toMm3,
    delta,
    pattern: changePattern(delta, drivers, null, null),
    drivers,
    interactions: [],
    denominator: "1",
    bindingFrom: null,
    bindingTo: null,
    replayCount: 0,
  };
}
