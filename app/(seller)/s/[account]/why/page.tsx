import { redirect } from "next/navigation";
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
  const { explanationId } = await orNotFound(api().why.ask({ account, question }));
  redirect(`/s/${account}/why/${explanationId}`);
}
