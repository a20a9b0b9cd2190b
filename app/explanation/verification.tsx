import { Download } from "lucide-react";
import Link from "next/link";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { buttonClass } from "@/app/ui/button.tsx";
import { type Description, DescriptionList } from "@/app/ui/description-list.tsx";
import { formatCount, formatNumber } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";

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
  const hasReceipt = receiptHref !== null && run !== null && verification.replayCount > 0;
  const items: Description[] = [
    {
      term: "Recomputed",
      value: recomputedText(verification),
    },
    { term: "Adds up", value: verification.isAdditive ? "Yes, exactly" : "No" },
    {
      term: "Rules",
      value: `${verification.definition} ${verification.definitionVersion}`,
      note: verification.codeSha256 ? <Hash text={verification.codeSha256} /> : undefined,
    },
  ];
  if (run) items.push(runItem("Now", run, verification.runRootSha256));
  if (baseRun) items.push(runItem("Before", baseRun, null));
  return (
    <Panel title="How this was checked">
      <DescriptionList items={items} />
      {hasReceipt ? (
        <div className="mt-3 grid max-w-prose gap-2" data-print="hide">
          <p className="text-muted">
            A receipt holds your own values and proves, on your own computer, that they were fixed
            when the run ended.{" "}
            <Link href="/roots" className="font-medium text-accent hover:underline">
              How to check it
            </Link>
          </p>
          <p>
            <a href={receiptHref} download className={buttonClass("secondary", "small")}>
              <Download aria-hidden="true" />
              Download receipt
            </a>
          </p>
        </div>
      ) : null}
    </Panel>
  );
}

function recomputedText({ replayCount, isReplayEqual }: Explanation["verification"]): string {
  if (replayCount === 0)
    return "Counted from the facts: nothing was decided, so nothing is replayed";
  if (!isReplayEqual) return "The replay differs";
  return `Exact: ${formatCount(replayCount, "replay")} of the rules that decided it`;
}

function runItem(
  term: string,
  run: NonNullable<Explanation["run"]>,
  root: string | null,
): Description {
  const policies = `capacity policy ${formatNumber(run.capacityPolicyVersion)}, replenishment policy ${formatNumber(run.replenishmentPolicyVersion)}`;
  return {
    term,
    value: `Planning run ${run.runId} as of ${formatDay(run.asOfOn)}, ${policies}`,
    note: root ? <Hash text={root} /> : undefined,
  };
}

const Hash = ({ text }: { readonly text: string }) => (
  <code className="text-xs break-all text-muted">SHA-256 {text}</code>
);
