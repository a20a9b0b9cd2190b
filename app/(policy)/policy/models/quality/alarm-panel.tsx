import { BellRing, Check } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/app/ui/badge.tsx";
import { formatInstant } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { type Alarm, alarmBasis, alarmText, segmentLabel } from "./quality-words.ts";

interface AlarmPanelProps {
  readonly alarms: readonly Alarm[];
  /** There is a backtest to compare with. */
  readonly isMeasured: boolean;
  /** The page of an alarm's segment. */
  readonly hrefOf: (alarm: Alarm) => string;
}

/** What has left its bounds, and what came back within the last 30 days. */
export function AlarmPanel({ alarms, isMeasured, hrefOf }: AlarmPanelProps) {
  return (
    <Panel
      title="Alarms"
      description="Weeks that have passed, compared with the backtest. A figure that moves further than chance and 5 points (loss: a fifth) explain raises one; it closes by itself when the figure is back."
    >
      {alarms.length === 0 ? (
        <p className="flex items-start gap-2">
          {isMeasured ? (
            <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-good" />
          ) : null}
          {isMeasured
            ? "Nothing is out of bounds: scored weeks agree with the backtest, or too few of them have passed to tell."
            : "Nothing to compare with yet: alarms start with the first backtest."}
        </p>
      ) : (
        <ul className="grid divide-y divide-line">
          {alarms.map((alarm) => (
            <li key={alarm.alarmId} className="grid gap-1 py-3 first:pt-0 last:pb-0">
              <AlarmLine alarm={alarm} href={hrefOf(alarm)} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function AlarmLine({ alarm, href }: { readonly alarm: Alarm; readonly href: string }) {
  const isOpen = alarm.resolvedAt === null;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {isOpen ? (
          <Badge tone="bad" icon={<BellRing aria-hidden="true" />}>
            Open
          </Badge>
        ) : (
          <Badge tone="good" icon={<Check aria-hidden="true" />}>
            Back in bounds
          </Badge>
        )}
        <Link
          href={href}
          scroll={false}
          className="font-semibold hover:text-accent hover:underline"
        >
          {segmentLabel(alarm)}
        </Link>
      </p>
      <p className="max-w-prose text-pretty">{alarmText(alarm)}</p>
      <p className="text-xs text-muted">
        {alarmBasis(alarm)}. Raised {formatInstant(alarm.raisedAt)}
        {isOpen ? "" : `, closed ${formatInstant(alarm.resolvedAt)}`}.
      </p>
    </>
  );
}
