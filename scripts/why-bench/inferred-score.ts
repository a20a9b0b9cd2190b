// Asks our inference about the simulated weeks and sums up how near it came.
import { ATTRIBUTE_OPTIONS, attributeChange } from "../../lib/optimizer/attribution/index.ts";
import { flowGraph, type InferredWorld, inferredWorld } from "./inferred.ts";

/** What an engine says of the two weeks: an amount per node, and whether something outside the graph is at work. */
export interface InferredAnswer {
  readonly id: string;
  readonly amounts: Readonly<Record<string, number>>;
  readonly isHidden: boolean;
}

export function askInference({ id, periods }: InferredWorld): InferredAnswer {
  const { parts, hidden } = attributeChange(flowGraph, periods, ATTRIBUTE_OPTIONS);
  return {
    id,
    amounts: Object.fromEntries(parts.map(({ node, amount }) => [node, amount])),
    isHidden: hidden.length > 0,
  };
}

export const INFERRED_CLASSES = ["single", "pair", "none", "hidden"] as const;

export function* inferredWorlds(count: number): Generator<InferredWorld> {
  for (const worldClass of INFERRED_CLASSES)
    for (let seed = 0; seed < count; seed++) yield inferredWorld(worldClass, seed);
}

interface InferredScore {
  readonly world: InferredWorld;
  readonly answer: InferredAnswer;
}

const share = (part: number, whole: number): string =>
  whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`;

const amountsOf = ({ answer }: InferredScore): number[] =>
  flowGraph.node.map((node) => answer.amounts[node] ?? 0);

function isTopRight(one: InferredScore): boolean {
  const amounts = amountsOf(one).map(Math.abs);
  const top = amounts.indexOf(Math.max(...amounts));
  const truth = one.world.amounts.map(Math.abs);
  return truth[top] === Math.max(...truth);
}

const distance = (one: InferredScore): number =>
  amountsOf(one).reduce((sum, amount, k) => sum + Math.abs(amount - one.world.amounts[k]!), 0);

/** One line per class. Without recorded causes nothing is exactly zero but what the gate let pass as unchanged. */
export function inferredLines(scores: readonly InferredScore[]): string[] {
  return INFERRED_CLASSES.map((worldClass) => {
    const all = scores.filter(({ world }) => world.worldClass === worldClass);
    const isNamed = ({ answer }: InferredScore, node: string) => (answer.amounts[node] ?? 0) !== 0;
    const count = (isCounted: (one: InferredScore, node: string) => boolean) =>
      all.reduce(
        (sum, one) => sum + flowGraph.node.filter((node) => isCounted(one, node)).length,
        0,
      );
    const changed = ({ world }: InferredScore, node: string) =>
      (world.changed as readonly string[]).includes(node);
    const found = count((one, node) => changed(one, node) && isNamed(one, node));
    const wrong = count((one, node) => !changed(one, node) && isNamed(one, node));
    const planted = count(changed);
    const flagged = all.filter(({ answer }) => answer.isHidden).length;
    const cells = [
      `${all.length} worlds`,
      `top-1 ${worldClass === "none" ? "-" : share(all.filter(isTopRight).length, all.length)}`,
      `recall ${share(found, planted)}`,
      `false alarms ${wrong} of ${all.length * flowGraph.node.length - planted}`,
      `mean L1 ${(all.reduce((sum, one) => sum + distance(one), 0) / all.length).toFixed(3)}`,
      `flagged as hidden ${share(flagged, all.length)}`,
    ];
    return `inferred ${worldClass.padEnd(6)}  ${cells.join("  ")}`;
  });
}
