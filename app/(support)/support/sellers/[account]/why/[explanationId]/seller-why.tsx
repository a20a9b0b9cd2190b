"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { LanguageSelect } from "@/app/explanation/language-select.tsx";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { CopyButton } from "@/app/ui/copy-button.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { answerWords } from "../../../../answer-words.ts";
import { ExplanationTabs } from "../../../../explanation-tabs.tsx";
import { SupportAskBox } from "../../support-ask-box.tsx";

interface SellerWhyProps {
  readonly account: string;
  readonly explanationId: string;
  readonly locale: Locale;
}

/** The seller's why page with what support may see beside it: full figures and the raw trace. */
export function SellerWhy(target: SellerWhyProps) {
  const { account, locale } = target;
  const trpc = useTRPC();
  const words = answerWords(locale);
  const { data } = useSuspenseQuery(trpc.sellerView.explanation.queryOptions(target));
  return (
    <div lang={locale}>
      <PageHeader
        crumbs={[
          { label: words.sellers, href: "/support/sellers" },
          { label: words.overview, href: `/support/sellers/${account}` },
        ]}
        title={data.title}
        description={
          <AsOf
            completeToOn={data.run?.asOfOn}
            computedAt={data.createdAt}
            source={words.unchanging}
            locale={locale}
          />
        }
        actions={
          <>
            <LanguageSelect locale={locale} />
            <CopyButton text={data.id} label={words.copyId} doneText={words.copied} hasText />
          </>
        }
      />
      <SupportAskBox
        account={account}
        locale={locale}
        productId={("productId" in data.question && data.question.productId) || null}
      />
      <ExplanationTabs {...target} />
    </div>
  );
}
