"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useTRPC } from "@/app/trpc/client.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { LinkTabs } from "@/app/ui/tabs.tsx";
import { policyLabels, policyNames } from "../policy-words.ts";
import { DeclaredRecords } from "./declared-records.tsx";
import { DraftTable } from "./draft-table.tsx";
import { FigureList } from "./figure-list.tsx";
import { NewDraft } from "./new-draft.tsx";
import { VersionHistory } from "./version-history.tsx";

/** What is in force, what was, and what is being prepared. */
export function PoliciesScreen() {
  const trpc = useTRPC();
  const [policy] = useQueryState(
    "policy",
    parseAsStringLiteral(policyNames).withDefault("capacity"),
  );
  const { data } = useSuspenseQuery(trpc.policies.list.queryOptions());
  const versions = data.versions.filter((version) => version.policy === policy);
  const inForce = versions.find((version) => version.isInForce);
  return (
    <>
      <PageHeader
        title="Policies"
        description="The rules that limits and advice are computed by. A change is drafted, simulated, approved by a second person, and published with its reason."
        actions={<NewDraft policy={policy} />}
      />
      <div className="grid gap-5">
        <Panel title="Drafts" isFlush>
          <DraftTable drafts={data.drafts} />
        </Panel>
        <LinkTabs
          label="Policies"
          tabs={policyNames.map((name) => ({
            href: `/policy/policies?policy=${name}`,
            label: policyLabels[name],
            isCurrent: name === policy,
          }))}
        />
        <VersionHistory versions={versions} />
        {inForce ? <FigureList version={inForce} /> : null}
        {policy === "capacity" ? <DeclaredRecords /> : null}
      </div>
    </>
  );
}
