"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { askWords } from "./ask-words.ts";
import type { Locale } from "./page-words.ts";
import { Meant, QuestionForm } from "./question-form.tsx";
import { whyHref } from "./why-link.ts";

interface AskBoxProps {
  readonly account: string;
  /** The product that the page is about. */
  readonly productId?: number | null;
  readonly locale?: Locale;
}

/** The seller's own box. */
export function AskBox({ account, productId = null, locale = "en" }: AskBoxProps) {
  const trpc = useTRPC();
  const [asked, setAsked] = useState("");
  const proposal = useQuery(
    trpc.why.understand.queryOptions(
      { account, text: asked, productId, locale },
      { enabled: asked !== "" },
    ),
  );
  return <AskBoxForm base={`/s/${account}`} onAsk={setAsked} proposal={proposal} locale={locale} />;
}

type Proposal = RouterOutputs["why"]["understand"];

interface AskBoxFormProps {
  /** The account's part of the address. */
  readonly base: string;
  readonly onAsk: (text: string) => void;
  readonly locale?: Locale;
  readonly proposal: {
    readonly data: Proposal | undefined;
    readonly isFetching: boolean;
    readonly isError: boolean;
  };
}

/** A question about one account. */
export function AskBoxForm({ base, onAsk, proposal, locale = "en" }: AskBoxFormProps) {
  const { about, example } = askWords(locale);
  return (
    <QuestionForm {...{ locale, about, example, onAsk, proposal }}>
      {proposal.data ? <ProposalView proposal={proposal.data} base={base} locale={locale} /> : null}
    </QuestionForm>
  );
}

interface ProposalProps {
  readonly proposal: Proposal;
  readonly base: string;
  readonly locale: Locale;
}

function ProposalView({ proposal: { choices, page, note }, base, locale }: ProposalProps) {
  return (
    <div className="grid gap-1">
      <Meant
        locale={locale}
        choices={choices.map(({ label, question }) => ({ label, href: whyHref(base, question) }))}
      />
      {note ? <p>{note}</p> : null}
      {page ? (
        <p className="text-muted">
          {askWords(locale).moreOn}{" "}
          <Link
            lang="en"
            href={`${base}/${page.path}`}
            className="font-medium text-accent hover:underline"
          >
            {page.label}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
