"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { Tabs } from "@/app/ui/tabs.tsx";
import { NoteForm } from "./note-form.tsx";
import { ReplyForm } from "./reply-form.tsx";

export type CaseDetail = RouterOutputs["support"]["case"];

/** Replies to the seller, or notes something for colleagues. */
export function ReplyPanel({ detail }: { readonly detail: CaseDetail }) {
  const { account, explanationId } = detail;
  if (explanationId)
    return <PreparedReply detail={detail} account={account} explanationId={explanationId} />;
  return <Reply detail={detail} prepared="" />;
}

interface PreparedReplyProps {
  readonly detail: CaseDetail;
  readonly account: string;
  readonly explanationId: string;
}

function PreparedReply({ detail, account, explanationId }: PreparedReplyProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(
    trpc.sellerView.replyDraft.queryOptions({ account, explanationId }),
  );
  return <Reply detail={detail} prepared={data.body} />;
}

interface ReplyProps {
  readonly detail: CaseDetail;
  readonly prepared: string;
}

function Reply({ detail, prepared }: ReplyProps) {
  const [tab, setTab] = useState("reply");
  const [reply, setReply] = useState(() => (isUnanswered(detail) ? prepared : ""));
  const [note, setNote] = useState("");
  const replyContent =
    detail.status === "closed" ? (
      <NoticeBar title="This case is closed.">Reopen it to reply.</NoticeBar>
    ) : (
      <ReplyForm detail={detail} prepared={prepared} text={reply} onText={setReply} />
    );
  return (
    <Panel title="Write">
      <Tabs
        label="Reply or note"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: "reply", label: "Reply to the seller", content: replyContent },
          {
            id: "note",
            label: "Internal note",
            content: <NoteForm caseId={detail.caseId} text={note} onText={setNote} />,
          },
        ]}
      />
    </Panel>
  );
}

const isUnanswered = ({ entries }: CaseDetail): boolean =>
  !entries.some((entry) => entry.kind === "reply");
