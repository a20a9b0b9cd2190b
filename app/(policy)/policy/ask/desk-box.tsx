"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Locale } from "@/app/explanation/page-words.ts";
import { Meant, QuestionForm } from "@/app/explanation/question-form.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { deskWords } from "./desk-words.ts";

/** A question about all accounts. */
export function DeskBox({ locale }: { readonly locale: Locale }) {
  const { about, example } = deskWords(locale);
  const trpc = useTRPC();
  const [asked, setAsked] = useState("");
  const proposal = useQuery(
    trpc.desk.understand.queryOptions({ text: asked, locale }, { enabled: asked !== "" }),
  );
  const choices = (proposal.data?.choices ?? []).map(({ label, kind }) => ({
    label,
    href: `/policy/ask?kind=${kind}`,
  }));
  return (
    <QuestionForm onAsk={setAsked} {...{ locale, about, example, proposal }}>
      <Meant locale={locale} choices={choices} />
      {proposal.data?.note ? <p>{proposal.data.note}</p> : null}
    </QuestionForm>
  );
}
