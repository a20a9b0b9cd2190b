"use client";

import { NoticeBar } from "@/app/ui/notice-bar.tsx";
import { PanelBoundary } from "@/app/ui/panel-boundary.tsx";
import { Skeleton } from "@/app/ui/skeleton.tsx";
import { PlanNow } from "../../plan-now.tsx";
import { type PolicyName, policyLabel } from "../../policy-words.ts";

interface PublishedProps {
  readonly policy: PolicyName;
  readonly version: number;
}

/** What a published draft has become, and the way to see it at work. */
export function Published({ policy, version }: PublishedProps) {
  return (
    <NoticeBar
      title={`Published as version ${version} of ${policyLabel(policy).toLowerCase()}.`}
      action={
        <PanelBoundary fallback={<Skeleton className="h-8.5 w-24" />}>
          <PlanNow />
        </PanelBoundary>
      }
    >
      The next planning run uses it, and its explanations name the reason.
    </NoticeBar>
  );
}
