import Link from "next/link";
import type { FormEvent, ReactNode } from "react";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input } from "@/app/ui/input.tsx";
import { askWords } from "./ask-words.ts";
import type { Locale } from "./page-words.ts";

interface QuestionFormProps {
  readonly locale: Locale;
  /** What can be asked about, and a question in point. */
  readonly about: string;
  readonly example: string;
  readonly onAsk: (text: string) => void;
  readonly proposal: { readonly isFetching: boolean; readonly isError: boolean };
  /** What the question was understood as. */
  readonly children: ReactNode;
}

/** A question in plain words; what it was understood as is chosen before it is asked. */
export function QuestionForm(props: QuestionFormProps) {
  const { locale, about, example, onAsk, proposal, children } = props;
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
        <Field label={about}>
          {(control) => (
            <Input
              {...control}
              name="question"
              required
              minLength={3}
              maxLength={300}
              placeholder={example}
            />
          )}
        </Field>
        <Button type="submit" isPending={proposal.isFetching}>
          {words.ask}
        </Button>
      </form>
      <div aria-live="polite">
        {proposal.isError ? <p className="text-bad">{words.unread}</p> : null}
        {children}
      </div>
    </section>
  );
}

interface MeantProps {
  readonly locale: Locale;
  readonly choices: readonly { readonly label: string; readonly href: string }[];
}

/** The questions that were meant, perhaps. */
export function Meant({ locale, choices }: MeantProps) {
  if (choices.length === 0) return null;
  return (
    <>
      <p className="text-muted">{askWords(locale).meant}</p>
      <ul className="grid gap-1">
        {choices.map(({ label, href }) => (
          <li key={href}>
            <Link href={href} prefetch={false} className="font-medium text-accent hover:underline">
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
