import { redirect } from "next/navigation";
import { readerLocale } from "@/app/explanation/reader-locale.ts";
import { askOrRefuse, RefusedQuestion } from "@/app/explanation/refused-question.tsx";
import { questionOf } from "@/app/explanation/why-link.ts";
import { api, orNotFound } from "@/app/trpc/server.ts";

interface PageProps {
  readonly params: Promise<{ readonly account: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Answers the question in the address, as the seller would be answered, and goes on to the answer's own address. */
export default async function AskPage({ params, searchParams }: PageProps) {
  const { account } = await params;
  const question = questionOf(await searchParams);
  const locale = await readerLocale();
  const asked = await orNotFound(
    askOrRefuse(() => api().sellerView.ask({ account, question }), locale),
  );
  if ("reason" in asked)
    return (
      <RefusedQuestion
        reason={asked.reason}
        locale={locale}
        backHref={`/support/sellers/${account}`}
      />
    );
  const { explanationId } = asked;
  redirect(`/support/sellers/${account}/why/${explanationId}`);
}
