"use client";

import { type ReactNode, useState } from "react";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Badge } from "@/app/ui/badge.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { Missing } from "@/app/ui/table.tsx";
import type { PageWords } from "./page-words.ts";

type Step = RouterOutputs["why"]["get"]["steps"][number];

interface PathStepsProps {
  readonly steps: readonly Step[];
  readonly renderSources: (leafId: string, side: "from" | "to") => ReactNode;
  readonly words: PageWords;
}

/** The path that made the number, from the result down: what set it first, then everything it was computed from. */
export function PathSteps({ steps, renderSources, words }: PathStepsProps) {
  const [isWhole, setIsWhole] = useState(false);
  const [openLeaf, setOpenLeaf] = useState<string | null>(null);
  const shown = isWhole ? steps : decisiveSteps(steps);
  return (
    <Panel
      title={words.pathTitle}
      description={words.pathNote}
      actions={
        <Button size="small" aria-pressed={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? words.pathShort : words.pathWhole(steps.length)}
        </Button>
      }
    >
      <ol className="grid divide-y divide-line">
        {shown.map((step) => (
          <li key={step.id} className="grid gap-1 py-2.5 first:pt-0 last:pb-0">
            <StepLine step={step} words={words} />
            {step.hasSource ? (
              <span>
                <Button
                  size="small"
                  tone="quiet"
                  aria-expanded={openLeaf === step.id}
                  onClick={() => setOpenLeaf(openLeaf === step.id ? null : step.id)}
                >
                  {openLeaf === step.id ? words.hideRows : words.rows}
                </Button>
              </span>
            ) : null}
            {openLeaf === step.id ? <div lang="en">{renderSources(step.id, "to")}</div> : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** What set the value, and what the last of it was computed from. */
function decisiveSteps(steps: readonly Step[]): readonly Step[] {
  const last = steps.findLast((step) => step.isOnSpine);
  const terms = new Set(last?.inputs.map((input) => input.id));
  return steps.filter((step) => step.isOnSpine || terms.has(step.id));
}

function StepLine({ step, words }: { readonly step: Step; readonly words: PageWords }) {
  const kind = words.kinds[step.kind];
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="flex flex-wrap items-center gap-2">
          <span className={step.isOnSpine ? "font-semibold" : ""}>{step.label}</span>
          {kind ? <Badge>{kind}</Badge> : null}
        </span>
        <span className="tabular font-medium">
          {step.value ?? <Missing reason={words.hiddenValue} />}
        </span>
      </div>
      {step.formula ? <code className="text-xs break-words text-muted">{step.formula}</code> : null}
      {step.next ? <p className="text-xs text-muted">{words.nextInLine(step.next)}</p> : null}
    </>
  );
}
