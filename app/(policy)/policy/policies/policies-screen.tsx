"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { LanguageSelect } from "@/app/explanation/language-select.tsx";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { LinkTabs } from "@/app/ui/tabs.tsx";
import { policyTexts } from "../policy-texts.ts";
import { policyLabel, policyNames } from "../policy-words.ts";
import { DeclaredRecords } from "./declared-records.tsx";
import { DraftTable } from "./draft-table.tsx";
import { FigureList } from "./figure-list.tsx";
import { NewDraft } from "./new-draft.tsx";
import { VersionHistory } from "./version-history.tsx";

/** What is in force, what was, and what is being prepared. */
export function PoliciesScreen({ locale }: { readonly locale: Locale }) {
  const trpc = useTRPC();
  const words = policyTexts(locale).screen;
  const [policy] = useQueryState(
    "policy",
    parseAsStringLiteral(policyNames).withDefault("capacity"),
  );
  const { data } = useSuspenseQuery(trpc.policies.list.queryOptions({ locale }));
  const versions = data.versions.filter((version) => version.policy === policy);
  const inForce = versions.find((version) => version.isInForce);
  return (
    <div lang={locale}>
      <PageHeader
        title={words.title}
        description={words.about}
        actions={
          <>
            <LanguageSelect locale={locale} />
            <NewDraft policy={policy} locale={locale} />
          </>
        }
      />
      <div className="grid gap-5">
        <Panel title={words.drafts} isFlush>
          <DraftTable drafts={data.drafts} locale={locale} />
        </Panel>
        <LinkTabs
          label={words.title}
          tabs={policyNames.map((name) => ({
            href: `/policy/policies?policy=${name}`,
            label: policyLabel(name, locale),
            isCurrent: name === policy,
          }))}
        />
        <VersionHistory versions={versions} locale={locale} />
        {inForce ? <FigureList version={inForce} locale={locale} /> : null}
        {policy === "capacity" ? <DeclaredRecords locale={locale} /> : null}
      </div>
    </div>
  );
}
