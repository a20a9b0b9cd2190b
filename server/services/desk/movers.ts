// Whose limits would move by more than a fifth under the newest draft: from its simulation on the newest run.
import {
  dayText,
  monthText,
  quantityText,
  shownChange,
  storageTypeLabel,
} from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { findNewestNetworkRun } from "@/server/repositories/latest-run.ts";
import { listDrafts } from "@/server/repositories/policy-draft.ts";
import { bodySha256 } from "@/server/services/policies/policy-fields.ts";
import { Simulation } from "@/server/services/policies/schemas.ts";
import { MOVER_SHARE_MILLIONTHS } from "@/server/services/policies/simulate-capacity.ts";
import { monthAfter } from "./compared-run.ts";
import type { Desk, DeskReader } from "./desk-reader.ts";
import type { DeskTold } from "./schemas.ts";

/** Throws precondition_failed without a draft of the rules of limits, or before it was simulated as it stands. */
export async function movers({ tx, scope }: Desk, reader: DeskReader): Promise<DeskTold> {
  const drafts = await listDrafts(tx, scope, ["open", "approved"]);
  const draft = drafts.find(({ policy }) => policy === "capacity");
  if (!draft) throw new DomainError("precondition_failed", { rule: "no_draft" });
  const run = await findNewestNetworkRun(tx, scope);
  const isCurrent =
    draft.simulatedSha256 === bodySha256(draft.body) && draft.simulatedRunId === run?.runId;
  const simulation = isCurrent ? Simulation.parse(draft.simulation) : null;
  if (!simulation?.movers)
    throw new DomainError("precondition_failed", {
      rule: "simulate_first",
      draftId: draft.draftId,
    });
  const { tell, count, word, locale } = reader;
  const { movers: moved, asOfOn, runId } = simulation;
  return {
    headline: tell("deskMovers", {
      draft: String(draft.draftId),
      count: count(moved.count),
      share: quantityText("millionths", MOVER_SHARE_MILLIONTHS, undefined, locale),
    }),
    sentences: [
      tell("deskMoversMonth", {
        day: dayText(asOfOn, locale),
        run: String(runId),
        month: monthText(monthAfter({ asOfOn }, 1), locale),
      }),
    ],
    bars: null,
    table: {
      columns: ["account", "limit", "asAnnounced", "underDraft", "change"].map(word),
      rows: moved.limits.map(({ accountName, storageType, fromMm3, toMm3 }) => {
        const shown = shownChange("mm3", fromMm3, toMm3, [toMm3 - fromMm3], locale);
        const change = shown.parts[0]?.text ?? "";
        return [accountName, storageTypeLabel(storageType, locale), shown.from, shown.to, change];
      }),
    },
    path: `/policy/drafts/${draft.draftId}`,
  };
}
