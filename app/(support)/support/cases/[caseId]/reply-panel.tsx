"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { Tabs } from "@/app/ui/tabs.tsx";
import { casePageWords } from "../../case-page-words.ts";
import { NoteForm } from "./note-form.tsx";
import { ReplyForm } from "./reply-form.tsx";

export type CaseDetail = RouterOutputs["support"]["case"];

interface ReplyPanelProps {
  readonly detail: CaseDetail;
  readonly locale: Locale;
}

/** Replies to the seller, or notes something for colleagues. */
export function ReplyPanel({ detail, locale }: ReplyPanelProps) {
  const { explanationId } = detail;
  if (explanationId)
    return <PreparedReply detail={detail} explanationId={explanationId} locale={locale} />;
  return <Reply detail={detail} prepared="" locale={locale} />;
}

interface PreparedReplyProps extends ReplyPanelProps {
  readonly explanationId: string;
}

function PreparedReply({ detail, explanationId, locale }: PreparedReplyProps) {
  const trpc = useTRPC();
  const { account } = detail;
  const { data } = useSuspenseQuery(
    trpc.sellerView.replyDraft.queryOptions({ account, explanationId, locale }),
  );
  return <Reply detail={detail} prepared={data.body} locale={locale} />;
}

interface ReplyProps extends ReplyPanelProps {
  readonly prepared: string;
}

function Reply({ detail, prepared, locale }: ReplyProps) {
  const words = casePageWords(locale);
  const [tab, setTab] = useState("reply");
  // Nothing written yet: the prepared text stands there, in whatever language it is read in.
  const [written, setReply] = useState<string | null>(null);
  const reply = written ?? (isUnanswered(detail) ? prepared : "");
  const [note, setNote] = useState("");
  const replyContent =
    detail.status === "closed" ? (
      <NoticeBar title={words.isClosed}>{words.reopenFirst}</NoticeBar>
    ) : (
      <ReplyForm
        detail={detail}
        prepared={prepared}
        text={reply}
        onText={setReply}
        locale={locale}
      />
    );
  return (
    <Panel title={words.write}>
      <Tabs
        label={words.replyOrNote}
        value={tab}
        onChange={setTab}
        tabs={[
          { id: "reply", label: words.replyTab, content: replyContent },
          {
            id: "note",
            label: words.noteTab,
            content: (
              <NoteForm caseId={detail.caseId} text={note} onText={setNote} locale={locale} />
            ),
          },
        ]}
      />
    </Panel>
  );
}

const isUnanswered = ({ entries }: CaseDetail): boolean =>
  !entries.some((entry) => entry.kind === "reply");
