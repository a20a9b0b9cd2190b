"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AskBoxForm } from "@/app/explanation/ask-box.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";

interface SupportAskBoxProps {
  readonly account: string;
  /** The product that the page is about. */
  readonly productId?: number | null;
}

/** Support's box about one seller: what the seller can ask, and what is on record. */
export function SupportAskBox({ account, productId = null }: SupportAskBoxProps) {
  const trpc = useTRPC();
  const [asked, setAsked] = useState("");
  const proposal = useQuery(
    trpc.sellerView.understand.queryOptions(
      { account, text: asked, productId },
      { enabled: asked !== "" },
    ),
  );
  return <AskBoxForm base={`/support/sellers/${account}`} onAsk={setAsked} proposal={proposal} />;
}
