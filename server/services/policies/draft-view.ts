import type { DraftRow } from "@/server/repositories/policy-draft.ts";
import { bodySha256, policyFields, policyProblems, withEveryFigure } from "./policy-fields.ts";
import { type DraftDetail, type DraftSummary, Simulation } from "./schemas.ts";

export const draftSummary = (row: DraftRow, readerId: number): DraftSummary => ({
  draftId: row.draftId,
  policy: row.policy,
  baseVersion: row.baseVersion,
  status: row.status,
  reason: row.reason,
  authorName: row.authorName,
  isOwn: row.authorId === readerId,
  updatedAt: row.updatedAt.toISOString(),
});

/** A draft as one reader sees it: `newestRunId` says whether its simulation still counts. */
export function draftDetail(
  row: DraftRow,
  readerId: number,
  newestRunId: number | null,
): DraftDetail {
  const base = policyFields(withEveryFigure(row.policy, row.baseBody));
  const baseValue = new Map(base.map((field) => [field.path, field]));
  const problems = policyProblems(row.policy, row.body);
  const isOpen = row.status === "open" || row.status === "approved";
  const isOwn = row.authorId === readerId;
  const isSimulationCurrent =
    row.simulatedSha256 === bodySha256(row.body) && row.simulatedRunId === newestRunId;
  return {
    ...draftSummary(row, readerId),
    createdAt: row.createdAt.toISOString(),
    fields: policyFields(row.body).map((field) => ({
      ...field,
      baseValue: baseValue.get(field.path)?.value ?? field.value,
      baseText: baseValue.get(field.path)?.text ?? field.text,
    })),
    problems: problems.map(({ field, expected, got }) => ({ field, expected, got })),
    simulation: row.simulation === null ? null : Simulation.parse(row.simulation),
    simulatedAt: row.simulatedAt?.toISOString() ?? null,
    isSimulationCurrent,
    approverName: row.approverName,
    approvedAt: row.approvedAt?.toISOString() ?? null,
    publishedVersion: row.status === "published" ? row.baseVersion + 1 : null,
    can: {
      edit: isOpen && isOwn,
      simulate: isOpen && problems.length === 0,
      approve: row.status === "open" && !isOwn && isSimulationCurrent && problems.length === 0,
      publish: row.status === "approved",
      withdraw: isOpen && isOwn,
    },
    approveNote: approveNote(row, isOwn, isSimulationCurrent),
  };
}

function approveNote(row: DraftRow, isOwn: boolean, isSimulationCurrent: boolean): string | null {
  if (row.status !== "open") return null;
  if (isOwn) return "Somebody else has to approve it: you wrote it.";
  return isSimulationCurrent ? null : "Simulate it on the newest run before approving.";
}
