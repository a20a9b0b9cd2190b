"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { CopyButton } from "@/app/ui/copy-button.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { ExplanationTabs } from "../../../../explanation-tabs.tsx";
import { SupportAskBox } from "../../support-ask-box.tsx";

interface SellerWhyProps {
  readonly account: string;
  readonly explanationId: string;
}

/** The seller's why page with what support may see beside it: full figures and the raw trace. */
export function SellerWhy({ account, explanationId }: SellerWhyProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(
    trpc.sellerView.explanation.queryOptions({ account, explanationId }),
  );
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Sellers", href: "/support/sellers" },
          { label: "Overview", href: `/support/sellers/${account}` },
        ]}
        title={data.title}
        description={
          <AsOf
            completeToOn={data.run?.asOfOn}
            computedAt={data.createdAt}
            source="This answer does not change"
          />
        }
        actions={<CopyButton text={data.id} label="Copy explanation id" hasText />}
      />
      <SupportAskBox
        account={account}
        productId={("productId" in data.question && data.question.productId) || null}
      />
      <ExplanationTabs account={account} explanationId={explanationId} />
    </>
  );
}
