import type { Metadata } from "next";
import { readerLocale } from "@/app/explanation/reader-locale.ts";
import { askOrRefuse } from "@/app/explanation/refused-question.tsx";
import { api } from "@/app/trpc/server.ts";
import type { RouterInputs } from "@/app/trpc/types.ts";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { DeskAnswerView } from "./desk-answer.tsx";
import { DeskBox } from "./desk-box.tsx";
import { deskWords } from "./desk-words.ts";

export const metadata: Metadata = { title: "Ask why" };

interface PageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

type Kind = RouterInputs["desk"]["answer"]["kind"];

/** Questions about all accounts together: the box, and the answer to the question in the address. */
export default async function AskPage({ searchParams }: PageProps) {
  const { kind } = await searchParams;
  const isAsked = typeof kind === "string";
  const locale = await readerLocale();
  const answer = isAsked
    ? await askOrRefuse(() => api().desk.answer({ kind: kind as Kind, locale }), locale)
    : null;
  return (
    <>
      <PageHeader title="Ask why" description="About all accounts together" />
      <DeskBox locale={locale} />
      {answer && "reason" in answer ? (
        <EmptyState title={deskWords(locale).notAnswered}>
          <span lang={locale}>{answer.reason}</span>
        </EmptyState>
      ) : null}
      {answer && !("reason" in answer) ? <DeskAnswerView answer={answer} /> : null}
    </>
  );
}
