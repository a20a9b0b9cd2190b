"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AskBoxForm } from "@/app/explanation/ask-box.tsx";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";

interface SupportAskBoxProps {
  readonly account: string;
  /** The product that the page is about. */
  readonly productId?: number | null;
  readonly locale: Locale;
}

/** Support's box about one seller: what the seller can ask, and what is on record. */
export function SupportAskBox({ account, productId = null, locale }: SupportAskBoxProps) {
  const trpc = useTRPC();
  const [asked, setAsked] = useState("");
  const proposal = useQuery(
    trpc.sellerView.understand.queryOptions(
      { account, text: asked, productId, locale },
      { enabled: asked !== "" },
    ),
  );
  const base = `/support/sellers/${account}`;
  return <AskBoxForm base={base} onAsk={setAsked} proposal={proposal} locale={locale} />;
}
