import Link from "next/link";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import type { Locale } from "./page-words.ts";
import { refusalWords } from "./refusal-words.ts";

const dataOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null ? Reflect.get(error, "cause") : undefined;

/** The reason that a question was refused for, where it has words; null for any other error. */
function refusalOf(error: unknown, locale: Locale): string | null {
  const cause = dataOf(error);
  const data = typeof cause === "object" && cause !== null ? Reflect.get(cause, "data") : undefined;
  const rule = typeof data === "object" && data !== null ? Reflect.get(data, "rule") : undefined;
  const rules: Readonly<Record<string, string>> = refusalWords(locale).rules;
  return typeof rule === "string" ? (rules[rule] ?? null) : null;
}

/** An answer, or the reason that there is none in words; any other error is thrown on. */
export async function askOrRefuse<T extends object>(
  ask: () => Promise<T>,
  locale: Locale,
): Promise<T | { readonly reason: string }> {
  try {
    return await ask();
  } catch (error) {
    const reason = refusalOf(error, locale);
    if (reason === null) throw error;
    return { reason };
  }
}

interface RefusedQuestionProps {
  readonly reason: string;
  readonly backHref: string;
  readonly locale: Locale;
}

/** A question that is not answered, with the reason. */
export function RefusedQuestion({ reason, backHref, locale }: RefusedQuestionProps) {
  const words = refusalWords(locale);
  return (
    <div lang={locale}>
      <h1 className="mb-5 text-xl font-semibold tracking-tight sm:text-2xl">{words.title}</h1>
      <EmptyState title={words.why}>
        {reason}{" "}
        <Link href={backHref} className="font-medium text-accent hover:underline">
          {words.back}
        </Link>
      </EmptyState>
    </div>
  );
}
