"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { AsOf } from "@/app/ui/as-of.tsx";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatInstant, formatInstantDay } from "@/app/ui/format-date.ts";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { Missing } from "@/app/ui/table.tsx";
import { NewToken } from "./new-token.tsx";
import { RevokeToken } from "./revoke-token.tsx";

type TokenRow = RouterOutputs["tokens"]["list"]["tokens"][number];

/** A person's access tokens: make one, see when each was last used, revoke. */
export function TokensScreen() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.tokens.list.queryOptions());
  return (
    <>
      <PageHeader
        title="Access tokens"
        description={
          data.isSwitchedOn
            ? "A token lets an assistant of yours ask why in your name. It sees what you see, and changes nothing."
            : "Assistants cannot connect: whoever runs this installation has not switched it on. Tokens made before stay listed."
        }
        actions={data.isSwitchedOn ? <NewToken /> : null}
      />
      <Panel isFlush footer={<AsOf computedAt={data.asOfAt} source="Newest first" />}>
        <DataTable
          caption="Access tokens"
          columns={columns}
          rows={data.tokens}
          rowKey={(row) => row.tokenId}
          empty={
            <EmptyState title="No tokens yet" icon={<KeyRound aria-hidden="true" />}>
              Make one for each assistant, so that each can be revoked on its own.
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}

const columns: readonly Column<TokenRow>[] = [
  {
    id: "name",
    header: "Name",
    isRowHeader: true,
    cell: ({ name }) => <span className="block max-w-80 break-words">{name}</span>,
  },
  {
    id: "state",
    header: "State",
    cell: ({ state }) => <StatusBadge kind="token" status={state} />,
  },
  { id: "createdAt", header: "Made", cell: ({ createdAt }) => formatInstantDay(createdAt) },
  { id: "expiresAt", header: "Expires", cell: ({ expiresAt }) => formatInstantDay(expiresAt) },
  {
    id: "lastUsedAt",
    header: "Last used",
    cell: ({ lastUsedAt }) =>
      lastUsedAt ? formatInstant(lastUsedAt) : <Missing reason="not used yet" />,
  },
  {
    id: "revoke",
    header: "Revoke",
    cell: ({ state, tokenId, name }) =>
      state === "live" ? <RevokeToken tokenId={tokenId} name={name} /> : null,
  },
];
