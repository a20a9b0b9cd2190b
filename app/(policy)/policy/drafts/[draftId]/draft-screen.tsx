"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { policyLabel } from "../../policy-words.ts";
import { DraftActions } from "./draft-actions.tsx";
import { DraftForm } from "./draft-form.tsx";
import { DraftTimeline } from "./draft-timeline.tsx";
import { Published } from "./published.tsx";
import { SimulationPanel } from "./simulation-panel.tsx";
import { hasUnreadable, type Typed, typedChanges } from "./typed-figures.ts";

/** One policy change on its way: figures, what they would do, and who has to agree. */
export function DraftScreen({ draftId }: { readonly draftId: number }) {
  const trpc = useTRPC();
  const { data: draft } = useSuspenseQuery(trpc.policies.draft.queryOptions({ draftId }));
  const [typed, setTyped] = useState<Typed>({});
  const isUnsaved =
    typedChanges(draft.fields, typed).length > 0 || hasUnreadable(draft.fields, typed);
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Policies", href: `/policy/policies?policy=${draft.policy}` }]}
        title={`Draft ${draftId}: ${policyLabel(draft.policy)}`}
        badge={<StatusBadge kind="draft" status={draft.status} />}
        description={draft.reason}
      />
      <div className="grid gap-5">
        {draft.publishedVersion === null ? null : (
          <Published policy={draft.policy} version={draft.publishedVersion} />
        )}
        <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid min-w-0 gap-5 xl:order-1">
            <DraftTimeline draft={draft}>
              <DraftActions draft={draft} isUnsaved={isUnsaved} />
            </DraftTimeline>
          </div>
          <div className="grid min-w-0 gap-5">
            <SimulationPanel draft={draft} />
            <DraftForm draft={draft} typed={typed} onType={setTyped} />
          </div>
        </div>
      </div>
    </>
  );
}
