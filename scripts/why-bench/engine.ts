// Our engine's answers to the questions of the worlds.
import { type ChangeExplanation, explainChange } from "../../lib/optimizer/explanation/index.ts";
import { type Answer, type DecisionWorld, NETWORK_PARTS } from "./world.ts";

/** Asks why the decision changed; where announcements lead, also why the decision that was announced had. */
export function askEngine(world: DecisionWorld): Answer {
  const explanation = ask(world);
  const amounts = amountsOf(explanation);
  const top = topOf(amounts);
  const root =
    top === "announcements" && world.earlier ? topOf(amountsOf(ask(world.earlier))) : null;
  const unexplained = world.toValue - world.fromValue - explanation.delta;
  return { id: world.id, amounts, unexplained, root };
}

function ask({ definition, from, to, mixes }: DecisionWorld): ChangeExplanation {
  if (!mixes) return explainChange(definition, from, to);
  return explainChange(definition, from, to, {
    group: "network",
    players: NETWORK_PARTS,
    leaves: (coalition) => mixes[coalition]!,
  });
}

/** Exact amounts of the groups, the network's by its parts; groups of exactly nothing are left out. */
function amountsOf({ drivers, denominator }: ChangeExplanation): Record<string, number> {
  const amounts: Record<string, number> = {};
  for (const { group, numerator, parts } of drivers) {
    if (parts.length > 0)
      for (const { player, amount } of parts) {
        if (amount) amounts[`${group}/${player}`] = amount;
      }
    else if (numerator !== "0") amounts[group] = Number(numerator) / Number(denominator);
  }
  return amounts;
}

/** The key of the largest amount; null where nothing moved. */
export function topOf(amounts: Readonly<Record<string, number>>): string | null {
  let top: string | null = null;
  for (const [key, amount] of Object.entries(amounts))
    if (top === null || Math.abs(amount) > Math.abs(amounts[top]!)) top = key;
  return top;
}
