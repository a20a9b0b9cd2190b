"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { feesInput, feesParams } from "@/app/account/fees-params.ts";
import { FeesView } from "@/app/account/fees-view.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";

/** The seller's fees as the seller sees them. */
export function SellerFees({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const [state] = useQueryStates(feesParams);
  const { data } = useSuspenseQuery(trpc.sellerView.fees.queryOptions(feesInput(account, state)));
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Sellers", href: "/support/sellers" }]}
        title="Fees"
        description="What this account pays for its stock"
      />
      <FeesView fees={data} base={`/support/sellers/${account}`} exportHref={null} />
    </>
  );
}
