import type { Metadata } from "next";
import { createLoader, parseAsInteger } from "nuqs/server";
import { api } from "../trpc/server.ts";
import { Logo } from "../ui/logo.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { RootsView } from "./roots-view.tsx";

export const metadata: Metadata = { title: "Roots of planning runs" };

const loadParams = createLoader({ before: parseAsInteger });

interface RootsPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Open to everybody: what a receipt is checked against. */
export default async function RootsPage({ searchParams }: RootsPageProps) {
  const { before } = await loadParams(searchParams);
  const beforeRunId = before !== null && before > 0 ? before : null;
  const published = await api().roots.list({ beforeRunId });
  return (
    <div className="mx-auto grid min-h-dvh w-full max-w-240 content-start gap-5 px-4 py-5 sm:px-6">
      <div>
        <Logo />
      </div>
      <main>
        <PageHeader
          title="Roots of planning runs"
          description="Each planning run ends with a root: one hash of every decision, the facts, the rules and the code, and of the root before it. Keep a copy, and nobody can change a past decision without your noticing."
        />
        <RootsView published={published} />
      </main>
    </div>
  );
}
