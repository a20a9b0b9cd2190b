import { redirect } from "next/navigation";
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
  const { explanationId } = await orNotFound(api().sellerView.ask({ account, question }));
  redirect(`/support/sellers/${account}/why/${explanationId}`);
}
