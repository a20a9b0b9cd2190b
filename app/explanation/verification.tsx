import { Download } from "lucide-react";
import Link from "next/link";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { buttonClass } from "@/app/ui/button.tsx";
import { type Description, DescriptionList } from "@/app/ui/description-list.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { type PageWords, pageWords } from "./page-words.ts";

type Explanation = RouterOutputs["why"]["get"];

/** How the answer was checked, and which run, rules and code it speaks of. */
export function Verification({
  explanation,
  receiptHref,
}: {
  readonly explanation: Explanation;
  /** Where the receipt of the decisions is; null for readers who get none. */
  readonly receiptHref: string | null;
}) {
  const { verification, run, baseRun } = explanation;
  const words = pageWords(explanation.locale);
  const hasReceipt = receiptHref !== null && run !== null && verification.replayCount > 0;
  const items: Description[] = [
    {
      term: words.recomputed,
      value: recomputedText(verification, words),
    },
    { term: words.addsUp, value: verification.isAdditive ? words.addsUpYes : words.addsUpNo },
    {
      term: words.rules,
      value: `${verification.definition} ${verification.definitionVersion}`,
      note: verification.codeSha256 ? <Hash text={verification.codeSha256} /> : undefined,
    },
  ];
  if (run) {
    const term = baseRun ? words.now : words.plan;
    items.push(runItem(term, run, verification.runRootSha256, words));
  }
  if (baseRun) items.push(runItem(words.before, baseRun, null, words));
  return (
    <Panel title={words.checkedTitle}>
      <DescriptionList items={items} />
      {hasReceipt ? (
        <div className="mt-3 grid max-w-prose gap-2" data-print="hide">
          <p className="text-muted">
            {words.receiptNote}{" "}
            <Link href="/roots" className="font-medium text-accent hover:underline">
              {words.receiptHow}
            </Link>
          </p>
          <p>
            <a href={receiptHref} download className={buttonClass("secondary", "small")}>
              <Download aria-hidden="true" />
              {words.receipt}
            </a>
          </p>
        </div>
      ) : null}
    </Panel>
  );
}

function recomputedText(
  { replayCount, isReplayEqual }: Explanation["verification"],
  words: PageWords,
): string {
  if (replayCount === 0) return words.counted;
  return isReplayEqual ? words.exact(replayCount) : words.differs;
}

function runItem(
  term: string,
  run: NonNullable<Explanation["run"]>,
  root: string | null,
  words: PageWords,
): Description {
  const { runId, asOfText, capacityPolicyVersion, replenishmentPolicyVersion } = run;
  return {
    term,
    value: words.run(runId, asOfText, capacityPolicyVersion, replenishmentPolicyVersion),
    note: root ? <Hash text={root} /> : undefined,
  };
}

const Hash = ({ text }: { readonly text: string }) => (
  <code className="text-xs break-all text-muted">SHA-256 {text}</code>
);
