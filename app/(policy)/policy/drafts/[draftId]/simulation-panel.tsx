import { AsOf } from "@/app/ui/as-of.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatCount } from "@/app/ui/format.ts";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import type { DraftDetail } from "../../policy-words.ts";
import { AccountChanges } from "./account-changes.tsx";
import { PoolTable } from "./pool-table.tsx";

export type Simulation = NonNullable<DraftDetail["simulation"]>;

/** What the draft would have done to the numbers of the last run: pools, who gains, who loses, how evenly. */
export function SimulationPanel({ draft }: { readonly draft: DraftDetail }) {
  const { simulation, isSimulationCurrent, status, simulatedAt } = draft;
  if (simulation === null) {
    return (
      <Panel title="What it would do">
        <EmptyState title="Not simulated yet">
          The simulation decides every number of the newest run again under this draft's figures.
        </EmptyState>
      </Panel>
    );
  }
  const isOutdated = !isSimulationCurrent && status === "open";
  return (
    <Panel
      title="What it would do"
      description={summaryOf(simulation)}
      isFlush
      footer={
        <AsOf
          completeToOn={simulation.asOfOn}
          computedAt={simulatedAt}
          source={`Simulated on run ${simulation.runId}`}
        />
      }
    >
      <div className="grid gap-4">
        {isOutdated ? (
          <div className="px-4 sm:px-5">
            <NoticeBar kind="warn" title="This simulation is out of date.">
              The figures changed or a newer run was planned since. Simulate again.
            </NoticeBar>
          </div>
        ) : null}
        {simulation.confirmedCutCount > 0 ? (
          <div className="px-4 sm:px-5">
            <NoticeBar kind="bad" title="Confirmed limits would be cut:">
              {formatCount(simulation.confirmedCutCount, "limit")} would fall below what was
              confirmed.
            </NoticeBar>
          </div>
        ) : null}
        {simulation.notes.map((note) => (
          <div key={note} className="px-4 sm:px-5">
            <NoticeBar title="What a simulation does not show:">{note}</NoticeBar>
          </div>
        ))}
        <PoolTable simulation={simulation} />
        <AccountChanges simulation={simulation} />
      </div>
    </Panel>
  );
}

function summaryOf({ subject, gains, losses, runId }: Simulation): string {
  const what = { limits: "Limits", advice: "Advised units", grants: "Extra space", fees: "Fees" }[
    subject
  ];
  const ofRun = subject === "grants" ? " of the last rounds" : ` of run ${runId}`;
  if (gains.length === 0 && losses.length === 0) return `${what}${ofRun} would stay as they are.`;
  const when = subject === "limits" ? " next month" : "";
  return `${what}${ofRun} decided again: ${listed(gains.length, "gain")} and ${listed(losses.length, "loss", "losses")}${when}.`;
}

const LISTED_MAX = 20;
const listed = (count: number, one: string, many = `${one}s`): string =>
  count === LISTED_MAX ? `${LISTED_MAX} or more ${many}` : formatCount(count, one, many);
