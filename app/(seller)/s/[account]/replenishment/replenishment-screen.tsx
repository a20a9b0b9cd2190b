"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { restockCsvHref, restockInput, restockParams } from "@/app/account/restock-params.ts";
import { RestockTable } from "@/app/account/restock-table.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { CsvLink } from "@/app/ui/csv-link.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { useTableState } from "@/app/ui/use-table-state.ts";
import { BudgetForm } from "./budget-form.tsx";
import { ChangeQuantity } from "./change-quantity.tsx";
import { StandingOverrides } from "./standing-overrides.tsx";

export function ReplenishmentScreen({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const table = useTableState(restockParams);
  const { data } = useSuspenseQuery(
    trpc.replenishment.list.queryOptions(restockInput(account, table.query)),
  );
  return (
    <>
      <PageHeader
        title="Replenishment"
        description="What to send, product by product. It is advice: you stay free to send more or less."
        actions={<AsOf completeToOn={data.asOfOn} />}
      />
      <RestockTable
        base={`/s/${account}`}
        page={data}
        table={table}
        actions={<CsvLink href={restockCsvHref(account, table.state)} />}
        rowAction={(row) => <ChangeQuantity account={account} row={row} />}
      />
      <div className="mt-5 grid gap-5">
        <StandingOverrides
          account={account}
          advisedCount={data.advisedCount}
          overriddenCount={data.overriddenCount}
        />
        <BudgetForm account={account} />
      </div>
    </>
  );
}
