import Link from "next/link";
import { Waterfall } from "@/app/ui/charts/waterfall.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import type { ForecastView } from "./forecast-words.ts";

type Change = ForecastView["change"];
type Explained = Extract<Change, { status: "explained" }>;

const METHOD =
  "Found by forecasting anew with the inputs of both plans, one cause after the other in every order.";

/** Where links to the panel lead. */
const ANCHOR = "what-changed";

/** Why the forecast is not what the plan before said. */
export function ForecastChange({
  change,
  whyHref,
}: {
  readonly change: Change;
  /** The answer that can be kept, checked and passed on. */
  readonly whyHref: string;
}) {
  return (
    <div id={ANCHOR} className="scroll-mt-4">
      <Panel
        title="What changed since the last plan"
        description={change.status === "explained" ? METHOD : null}
        actions={
          change.status === "explained" ? (
            <Link
              href={whyHref}
              prefetch={false}
              className="font-medium text-accent hover:underline"
            >
              Ask why
            </Link>
          ) : null
        }
      >
        {change.status === "explained" ? <Causes change={change} /> : <NoCauses change={change} />}
      </Panel>
    </div>
  );
}

function Causes({ change }: { readonly change: Explained }) {
  const { headline, takeaway, from, to, unitLabel, drivers } = change;
  // What rounds to nothing is no bar; the others still add up.
  const shown = drivers.filter(({ value }) => value !== 0);
  return (
    <div className="grid gap-4">
      <p className="max-w-prose font-medium text-pretty">{headline}</p>
      {shown.length === 0 ? null : (
        <>
          <Waterfall
            label="Causes of the change"
            takeaway={takeaway}
            unit={unitLabel}
            from={{ label: "Last plan", ...from }}
            to={{ label: "This plan", ...to }}
            bars={shown.map(({ driver, amount, ...bar }) => ({ ...bar, id: driver, text: amount }))}
          />
          <dl className="grid gap-2 border-t border-line pt-3">
            {shown.map(({ driver, label, meaning }) => (
              <div key={driver}>
                <dt className="font-medium">{label}</dt>
                <dd className="text-pretty text-muted">{meaning}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}

function NoCauses({ change }: { readonly change: Exclude<Change, Explained> }) {
  if (change.status === "first")
    return (
      <EmptyState title="First forecast">
        The last plan did not forecast this product, so there is nothing to compare with.
      </EmptyState>
    );
  if (change.status === "waiting")
    return (
      <EmptyState title="Not computed yet">
        The causes are found in the minutes after a plan is done. Look again soon.
      </EmptyState>
    );
  return (
    <EmptyState title="Not explained">
      {change.reason === "too_far_apart"
        ? "The last plan is so old that it did not reach the weeks ahead of now."
        : "Computing one of the two forecasts again did not give the stored figures, so we do not tell causes."}
    </EmptyState>
  );
}
