// Whether an answer, as its seller reads it, shows a figure that sellers never see.
import {
  type ChangeExplanation,
  HIDDEN_FROM,
  type LevelExplanation,
} from "@/lib/optimizer/explanation/index.ts";
import { quantityText } from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import type { AnswerView } from "./change-view.ts";

interface Hidden {
  readonly id: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** Ids of hidden figures that the view shows: in its place in the view, or in its sentences where nothing that is open reads the same. */
export function shownHidden({ facts }: Pick<StoredAnswer, "facts">, view: AnswerView): string[] {
  const hidden = hiddenOf(facts);
  const { inPlace, open } = placesOf(view, new Set(hidden.map(({ id }) => id)));
  const told = [view.headline, ...view.sentences].join("\n");
  return hidden.flatMap(({ id, unit, values }) => {
    const texts = values.map((value) => quantityText(unit, value, undefined, "en"));
    const isTold = texts.some((text) => !open.has(text) && isSaid(told, text));
    return inPlace.has(id) || isTold ? [id] : [];
  });
}

/** Whether a text holds another as a whole: no digits of a longer number. */
function isSaid(told: string, text: string): boolean {
  const at = told.indexOf(text);
  if (at < 0 || !/[1-9]/.test(text)) return false;
  const [before = "", after = ""] = [told[at - 1], told[at + text.length]];
  return !/[\d.,]/.test(before) && !/\d/.test(after);
}

function hiddenOf(facts: StoredAnswer["facts"]): Hidden[] {
  if (facts.type === "change") return hiddenLeaves(facts);
  if (facts.type === "level") return hiddenSteps(facts);
  return "level" in facts ? hiddenSteps(facts.level) : [];
}

const isHidden = ({ visibility }: { readonly visibility: string }): boolean =>
  [...HIDDEN_FROM.seller].some((one) => one === visibility);

const known = (values: readonly (number | null)[]): number[] =>
  values.filter((value) => value !== null);

const hiddenLeaves = ({ drivers }: ChangeExplanation): Hidden[] =>
  drivers
    .flatMap(({ leaves }) => leaves)
    .filter(isHidden)
    .map(({ id, unit, from, to }) => ({ id, unit, values: known([from, to]) }));

const hiddenSteps = ({ steps, output }: LevelExplanation): Hidden[] =>
  steps
    .filter((step) => isHidden(step) && step.id !== output)
    .map(({ id, unit, value }) => ({ id, unit, values: known([value]) }));

/** Which hidden figures stand in the view, and every text of the others. */
function placesOf(view: AnswerView, hidden: ReadonlySet<string>) {
  const cells = [
    ...view.drivers.flatMap(({ leaves }) =>
      leaves.flatMap(({ id, from, to }) => [
        { id, text: from },
        { id, text: to },
      ]),
    ),
    ...view.steps.map(({ id, value }) => ({ id, text: value })),
  ].filter(({ text }) => text !== null);
  const amounts = view.drivers.map(({ amount }) => amount.text.replace(/^[+−]/, ""));
  const open = [
    ...cells.filter(({ id }) => !hidden.has(id)).map(({ text }) => text),
    ...amounts,
    view.from?.text ?? null,
    view.to.text,
    view.delta,
  ];
  return {
    inPlace: new Set(cells.filter(({ id }) => hidden.has(id)).map(({ id }) => id)),
    open: new Set(open),
  };
}
