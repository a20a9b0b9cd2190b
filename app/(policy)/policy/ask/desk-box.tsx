"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input } from "@/app/ui/input.tsx";
import { deskWords } from "./desk-words.ts";

/** A question in plain words; what it was understood as is chosen before it is asked. */
export function DeskBox({ locale }: { readonly locale: Locale }) {
  const words = deskWords(locale);
  const trpc = useTRPC();
  const [asked, setAsked] = useState("");
  const proposal = useQuery(
    trpc.desk.understand.queryOptions({ text: asked, locale }, { enabled: asked !== "" }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAsked(String(new FormData(event.currentTarget).get("question") ?? "").trim());
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
        {proposal.data && proposal.data.choices.length > 0 ? (
          <>
            <p className="text-muted">{words.meant}</p>
            <ul className="grid gap-1">
              {proposal.data.choices.map(({ label, kind }) => (
                <li key={kind}>
                  <Link
                    href={`/policy/ask?kind=${kind}`}
                    prefetch={false}
                    className="font-medium text-accent hover:underline"
                  >
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        ) : null}
        {proposal.data?.note ? <p>{proposal.data.note}</p> : null}
      </div>
    </section>
  );
}
