import Link from "next/link";
import { whyHref } from "@/app/explanation/why-link.ts";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatCubicFeet, formatPoints } from "@/app/ui/format.ts";
import { formatMonth } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { limitRuleLabel } from "@/lib/wording/index.ts";
import { capitalised } from "./limit-cards.tsx";

type Ceilings = RouterOutputs["limits"]["ceilings"];
type Ceiling = Ceilings["ceilings"][number];

function holdText({ lifted }: Ceiling): string {
  const [first, ...others] = lifted;
  if (!first)
    return "No single rule holds it down: lifting any one of them alone would not raise it.";
  const rest = others.map(
    ({ constraint, limitMm3 }) =>
      ` Without ${limitRuleLabel(constraint)} alone: ${formatCubicFeet(limitMm3)}.`,
  );
  return `It is held by ${limitRuleLabel(first.constraint)}. Without that rule it would be ${formatCubicFeet(first.limitMm3)}.${rest.join("")}`;
}

const questionOf = ({ storageType, monthOn, runId }: Ceiling) =>
  ({ kind: "limitContrast", storageType, monthOn, runId }) as const;

/** What holds each limit of next month down, and what one point more of a measured share would give. */
export function LimitCeilings({
  ceilings,
  note,
  base,
}: Ceilings & {
  /** The account's part of the address: "/s/birch". */
  readonly base: string;
}) {
  if (ceilings.length === 0 && note === null) return null;
  return (
    <Panel
      title="Why not higher"
      description="Computed from the decision itself, one rule lifted at a time"
    >
      {note && <p className="text-sm text-muted">{note}</p>}
      <ul className="grid gap-5">
        {ceilings.map((ceiling) => (
          <li key={ceiling.storageType} className="grid gap-1.5">
            <p>
              <span className="font-medium">
                {capitalised(ceiling.label)}, {formatMonth(ceiling.monthOn)}:{" "}
                {formatCubicFeet(ceiling.limitMm3)}.
              </span>{" "}
              {holdText(ceiling)}
            </p>
            <Points points={ceiling.points} />
            <p className="text-sm">
              <Link
                href={whyHref(base, questionOf(ceiling))}
                className="font-medium text-accent hover:underline"
              >
                Why the {ceiling.label} limit is not higher, and what would hold it next
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Points({ points }: { readonly points: Ceiling["points"] }) {
  return (
    <ul className="grid gap-0.5 text-sm text-muted">
      {points.map(({ label, efficiencyMillionths, gainMm3 }) => (
        <li key={label}>
          {label}, one point better: efficiency{" "}
          {formatPoints(efficiencyMillionths, { digits: 2, isSigned: true })}
          {gainMm3 > 0
            ? `, limit ${formatCubicFeet(gainMm3, { digits: 1, isSigned: true })}`
            : ", and the limit stays: another rule holds it"}
        </li>
      ))}
    </ul>
  );
}
