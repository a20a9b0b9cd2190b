"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input } from "@/app/ui/input.tsx";
import { whyHref } from "./why-link.ts";

interface AskBoxProps {
  readonly account: string;
  /** The product that the page is about. */
  readonly productId?: number | null;
}

/** A question in plain words; what it was understood as is chosen before it is asked. */
export function AskBox({ account, productId = null }: AskBoxProps) {
  const trpc = useTRPC();
  const [asked, setAsked] = useState("");
  const proposal = useQuery(
    trpc.why.understand.queryOptions(
      { account, text: asked, productId },
      { enabled: asked !== "" },
    ),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAsked(String(new FormData(event.currentTarget).get("question") ?? "").trim());
  };
  return (
    <section data-print="hide" aria-label="Ask a question" className="mb-5 grid max-w-prose gap-3">
      <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
        <Field label="Ask about a number">
          {(control) => (
            <Input
              {...control}
              name="question"
              required
              minLength={3}
              maxLength={300}
              placeholder="Why did my limit fall?"
            />
          )}
        </Field>
        <Button type="submit" isPending={proposal.isFetching}>
          Ask
        </Button>
      </form>
      <div aria-live="polite">
        {proposal.isError ? (
          <p className="text-bad">This could not be read just now. Try again in a moment.</p>
        ) : null}
        {proposal.data && asked !== "" ? (
          <Proposal proposal={proposal.data} base={`/s/${account}`} />
        ) : null}
      </div>
    </section>
  );
}

interface ProposalProps {
  readonly proposal: RouterOutputs["why"]["understand"];
  readonly base: string;
}

function Proposal({ proposal: { choices, page, note }, base }: ProposalProps) {
  const link = "font-medium text-accent hover:underline";
  return (
    <div className="grid gap-1">
      {choices.length > 0 ? <p className="text-muted">Do you mean:</p> : null}
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
          More on{" "}
          <Link href={`${base}/${page.path}`} className={link}>
            {page.label}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
