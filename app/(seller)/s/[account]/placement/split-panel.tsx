"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import {
  type SplitOptionView,
  splitBuildings,
  splitDays,
  splitMeanings,
  splitNames,
  splitRefusal,
  splitRefusals,
} from "@/app/account/split-words.ts";
import { whyHref } from "@/app/explanation/why-link.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Button } from "@/app/ui/button.tsx";
import { formatMoney } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { NumberWithWhy } from "@/app/ui/number-with-why.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";

type Splits = RouterOutputs["placement"]["splits"];

/** How the advised units can be split over buildings, what that costs, and the split that is chosen. */
export function SplitPanel({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useSuspenseQuery(trpc.placement.splits.queryOptions({ account }));
  const refresh = { onSuccess: () => queryClient.invalidateQueries(trpc.placement.pathFilter()) };
  const choose = useMutation(trpc.placement.chooseSplit.mutationOptions(refresh));
  const withdraw = useMutation(trpc.placement.withdrawSplit.mutationOptions(refresh));
  const { runId, currency, options, choice } = data;
  if (runId === null || currency === null || options.length === 0) return null;
  const refusal = refusalText(choose.error ?? withdraw.error, splitRefusals);
  return (
    <Panel
      title="Split of your shipment"
      description="Fewer buildings mean fewer parcels to prepare, a fee per unit and a longer way to your buyers. The next plan keeps to what you choose."
      actions={<AskLinks base={`/s/${account}`} runId={runId} />}
    >
      <div role="status">
        {choice ? <ChoiceText choice={choice} currency={currency} /> : null}
        {refusal ? <p className="mb-3 text-bad">{refusal}</p> : null}
      </div>
      <ul className="grid gap-3 md:grid-cols-3">
        {options.map((option) => (
          <Option
            key={option.split}
            option={option}
            hrefOf={(kind) => whyHref(`/s/${account}`, { kind, split: option.split, runId })}
            currency={currency}
            isChosen={option.split === (choice?.split ?? "optimised")}
            isPending={choose.isPending || withdraw.isPending}
            onChoose={(split) =>
              split === "optimised"
                ? withdraw.mutate({ account })
                : choose.mutate({ account, split, runId })
            }
          />
        ))}
      </ul>
    </Panel>
  );
}

/** What can be asked about the shipment as a whole. */
function AskLinks({ base, runId }: { readonly base: string; readonly runId: number }) {
  const links = [
    ["Why these buildings", "splitLevel"],
    ["Why not buildings of my choice", "splitContrast"],
  ] as const;
  return links.map(([label, kind]) => (
    <Link
      key={kind}
      href={whyHref(base, { kind, runId })}
      prefetch={false}
      className="font-medium text-accent hover:underline"
    >
      {label}
    </Link>
  ));
}

interface ChoiceTextProps {
  readonly choice: NonNullable<Splits["choice"]>;
  readonly currency: string;
}

function ChoiceText({ choice, currency }: ChoiceTextProps) {
  const { split, codes, feeMicros, expiresOn, isInForce } = choice;
  const fee = formatMoney(feeMicros, currency);
  return (
    <p className="mb-3 text-pretty">
      {`You chose the ${splitNames[split].toLowerCase()} split: ${codes.join(", ")}, offered for ${fee}. It holds until ${formatDay(expiresOn)}. `}
      {isInForce ? "The plan below keeps to it." : "The next plan keeps to it."}
    </p>
  );
}

interface OptionProps {
  readonly option: SplitOptionView;
  readonly hrefOf: (kind: "splitFeeLevel" | "splitForward") => string;
  readonly currency: string;
  readonly isChosen: boolean;
  readonly isPending: boolean;
  readonly onChoose: (split: SplitOptionView["split"]) => void;
}

function Option({ option, hrefOf, currency, isChosen, isPending, onChoose }: OptionProps) {
  const { split, feeMicros } = option;
  const name = splitNames[split];
  const notOffered = splitRefusal(option);
  return (
    <li className="grid content-start gap-1.5 rounded-md border border-line p-3">
      <h3 className="font-medium">{name}</h3>
      <p className="text-sm text-muted">{splitMeanings[split]}</p>
      {notOffered ? (
        <p className="text-sm text-pretty">{notOffered}</p>
      ) : (
        <>
          <p>
            {"Fee "}
            <NumberWithWhy
              value={formatMoney(feeMicros, currency)}
              subject={`fee of the ${name.toLowerCase()} split`}
              href={hrefOf("splitFeeLevel")}
            />
          </p>
          <p className="text-sm">{splitBuildings(option)}</p>
          <p className="text-sm text-muted">{splitDays(option)}</p>
          {split === "optimised" ? null : (
            <Link
              href={hrefOf("splitForward")}
              prefetch={false}
              className="text-sm font-medium text-accent hover:underline"
            >
              What it would change
            </Link>
          )}
          {isChosen ? (
            <p className="text-sm font-medium">In use</p>
          ) : (
            <Button
              size="small"
              isPending={isPending}
              aria-label={`Choose the ${name.toLowerCase()} split`}
              onClick={() => onChoose(split)}
            >
              Choose
            </Button>
          )}
        </>
      )}
    </li>
  );
}
