import { redirect } from "next/navigation";
import { readerLocale } from "@/app/explanation/reader-locale.ts";
import { askOrRefuse, RefusedQuestion } from "@/app/explanation/refused-question.tsx";
import { questionOf } from "@/app/explanation/why-link.ts";
import { api, orNotFound } from "@/app/trpc/server.ts";

interface AskPageProps {
  readonly params: Promise<{ readonly account: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Answers the question in the address and goes on to the answer's own, lasting address. */
export default async function AskPage({ params, searchParams }: AskPageProps) {
  const { account } = await params;
  const question = questionOf(await searchParams);
  const locale = await readerLocale();
  const asked = await orNotFound(askOrRefuse(() => api().why.ask({ account, question }), locale));
  if ("reason" in asked)
    return (
      <RefusedQuestion reason={asked.reason} locale={locale} backHref={`/s/${account}/overview`} />
    );
  const { explanationId } = asked;
  redirect(`/s/${account}/why/${explanationId}`);
}
