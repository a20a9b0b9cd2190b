"use client";

import { useQuery } from "@tanstack/react-query";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { networkTexts } from "./network-texts.ts";
import { limitPriceSentences } from "./network-words.ts";

interface LimitPriceProps {
  readonly runId: number;
  /** Place in the list of bottlenecks. */
  readonly rank: number;
  readonly name: string;
  readonly locale: Locale;
}

/** How far a limit's price holds, worked out when somebody asks: it takes a few plans. */
export function LimitPrice({ runId, rank, name, locale }: LimitPriceProps) {
  const texts = networkTexts(locale);
  const trpc = useTRPC();
  const answer = useQuery({
    ...trpc.network.limitPrice.queryOptions({ runId, rank }),
    // Asked for by the button alone, and by it again after a failure.
    enabled: false,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (answer.data)
    return (
      <ul aria-live="polite" className="grid gap-0.5 text-sm">
        {limitPriceSentences(answer.data, locale).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    );
  return (
    <>
      <Button
        size="small"
        aria-label={answer.isError ? texts.tryAgainOf(name) : texts.howFarOf(name)}
        isPending={answer.isFetching}
        onClick={() => void answer.refetch()}
      >
        {answer.isError ? texts.tryAgain : texts.howFarButton}
      </Button>
      <p role="alert" className="text-sm font-medium text-bad empty:hidden">
        {refusalText(answer.isFetching ? null : answer.error, texts.refusals, locale)}
      </p>
    </>
  );
}
