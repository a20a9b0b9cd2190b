"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input } from "@/app/ui/input.tsx";
import { type AskWords, askWords } from "./ask-words.ts";
import type { Locale } from "./page-words.ts";
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

interface AskBoxFormProps {
  /** The account's part of the address. */
  readonly base: string;
  readonly onAsk: (text: string) => void;
  readonly locale?: Locale;
  readonly proposal: {
    readonly data: RouterOutputs["why"]["understand"] | undefined;
    readonly isFetching: boolean;
    readonly isError: boolean;
  };
}

/** A question in plain words; what it was understood as is chosen before it is asked. */
export function AskBoxForm({ base, onAsk, proposal, locale = "en" }: AskBoxFormProps) {
  const words = askWords(locale);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onAsk(String(new FormData(event.currentTarget).get("question") ?? "").trim());
  };
  return (
    <section
      lang={locale}
      data-print="hide"
      aria-label={words.section}
      className="mb-5 grid max-w-prose gap-3"
    >
      <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
        <Field label={words.about}>
          {(control) => (
            <Input
              {...control}
              name="question"
              required
              minLength={3}
              maxLength={300}
              placeholder={words.example}
            />
          )}
        </Field>
        <Button type="submit" isPending={proposal.isFetching}>
          {words.ask}
        </Button>
      </form>
      <div aria-live="polite">
        {proposal.isError ? <p className="text-bad">{words.unread}</p> : null}
        {proposal.data ? <Proposal proposal={proposal.data} base={base} words={words} /> : null}
      </div>
    </section>
  );
}

interface ProposalProps {
  readonly proposal: RouterOutputs["why"]["understand"];
  readonly base: string;
  readonly words: AskWords;
}

function Proposal({ proposal: { choices, page, note }, base, words }: ProposalProps) {
  const link = "font-medium text-accent hover:underline";
  return (
    <div className="grid gap-1">
      {choices.length > 0 ? <p className="text-muted">{words.meant}</p> : null}
      <ul className="grid gap-1">
        {choices.map(({ label, question }) => (
          <li key={label}>
            <Link href={whyHref(base, question)} prefetch={false} className={link}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
      {note ? <p>{note}</p> : null}
      {page ? (
        <p className="text-muted">
          {words.moreOn}{" "}
          <Link lang="en" href={`${base}/${page.path}`} className={link}>
            {page.label}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
