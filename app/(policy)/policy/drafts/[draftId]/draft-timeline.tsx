import { Check, Circle } from "lucide-react";
import type { ReactNode } from "react";
import { className } from "@/app/ui/class-name.ts";
import { formatInstant } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
import type { DraftDetail } from "../../policy-words.ts";

interface Step {
  readonly title: string;
  readonly isDone: boolean;
  readonly note: string;
}

function stepsOf(draft: DraftDetail): readonly Step[] {
  const { simulation, simulatedAt, isSimulationCurrent, approverName, approvedAt } = draft;
  const isEnded = draft.status === "published";
  const author = draft.isOwn ? "you" : draft.authorName;
  return [
    {
      title: "Written",
      isDone: true,
      note: `by ${author}, ${formatInstant(draft.createdAt)}`,
    },
    {
      title: "Simulated",
      isDone: simulation !== null && (isSimulationCurrent || isEnded),
      note:
        simulation === null
          ? "not yet"
          : isSimulationCurrent || isEnded
            ? `on run ${simulation.runId}, ${formatInstant(simulatedAt)}`
            : `out of date: on run ${simulation.runId}, ${formatInstant(simulatedAt)}`,
    },
    {
      title: "Approved by a second person",
      isDone: approverName !== null,
      note:
        approverName === null
          ? "anyone of the policy desk but its author"
          : `by ${approverName}, ${formatInstant(approvedAt)}`,
    },
    {
      title: "Published",
      isDone: isEnded,
      note:
        draft.publishedVersion === null
          ? `will be version ${draft.baseVersion + 1}`
          : `as version ${draft.publishedVersion}`,
    },
  ];
}

interface DraftTimelineProps {
  readonly draft: DraftDetail;
  /** What can be done next. */
  readonly children: ReactNode;
}

/** How far a change has come, and who stood for each step. */
export function DraftTimeline({ draft, children }: DraftTimelineProps) {
  return (
    <Panel title="On its way">
      <ol className="mb-4 grid gap-3">
        {stepsOf(draft).map(({ title, isDone, note }) => (
          <li key={title} className="flex items-start gap-2.5">
            <span
              className={className(
                "mt-0.5 grid size-5 shrink-0 place-items-center rounded-full border [&_svg]:size-3",
                isDone ? "border-good bg-good-soft text-good" : "border-line-strong text-faint",
              )}
            >
              {isDone ? <Check aria-hidden="true" /> : <Circle aria-hidden="true" />}
              <span className="sr-only">{isDone ? "Done:" : "Open:"}</span>
            </span>
            <span className="min-w-0">
              <span className="block font-medium">{title}</span>
              <span className="block text-xs text-muted">{note}</span>
            </span>
          </li>
        ))}
      </ol>
      {children}
    </Panel>
  );
}
