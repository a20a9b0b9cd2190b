"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { feesInput, feesParams } from "@/app/account/fees-params.ts";
import { FeesView } from "@/app/account/fees-view.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";

/** What the account pays for its stock, and why. */
export function FeesScreen({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const [state] = useQueryStates(feesParams);
  const { data } = useSuspenseQuery(trpc.fees.get.queryOptions(feesInput(account, state)));
  const query = new URLSearchParams({ account, month: data.month?.monthOn ?? "" });
  return (
    <>
      <PageHeader
        title="Fees"
        description="What storing, ageing and placing stock cost, counted from your reports"
        actions={<AsOf completeToOn={data.asOfOn} />}
      />
      <FeesView fees={data} base={`/s/${account}`} exportHref={`/api/export/fees?${query}`} />
    </>
  );
}
