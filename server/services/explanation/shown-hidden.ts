// Whether an answer, as its seller reads it, shows a figure that sellers never see. It looks for the figures that are kept beside
// the answer: what follows from several answers together is not looked at.
import {
  type ChangeExplanation,
  HIDDEN_FROM,
  type LevelExplanation,
} from "@/lib/optimizer/explanation/index.ts";
import { CONTRAST_PARTS, type PlacementContrast } from "@/lib/optimizer/placement/index.ts";
import { moneyUnit, priceUnit, quantityText } from "@/lib/wording/index.ts";
import type { LimitContrastFacts, StoredAnswer } from "./answer.ts";
import type { ExplanationView } from "./schemas.ts";

interface Hidden {
  readonly id: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** The step whose own words alone could tell it: another's may hold the same figure openly. */
  readonly step?: string;
}

/** As much of a view as is read. */
export type ReadView = Pick<
  ExplanationView,
  | "headline"
  | "sentences"
  | "drivers"
  | "steps"
  | "from"
  | "to"
  | "delta"
  | "nextText"
  | "bindingLabel"
> &
  Partial<Pick<ExplanationView, "ways" | "timeline">>;

export interface HiddenSearch {
  /** Hidden figures that are kept beside the answer; 0 = there was nothing to look for. */
  readonly soughtCount: number;
  /** Ids of those that the view shows: in their place in it, or in its sentences where nothing that is open reads the same. */
  readonly shown: readonly string[];
}

export function searchHidden(
  answer: Pick<StoredAnswer, "facts" | "currency">,
  view: ReadView,
): HiddenSearch {
  const hidden = hiddenOf(answer);
  const { inPlace, open } = placesOf(view, new Set(hidden.map(({ id }) => id)));
  // "12 units" that are open do not tell a hidden 12.
  const told = withoutTexts(proseOf(view), open);
  const wordsOf = (step: string) => view.steps.find(({ id }) => id === step)?.next ?? "";
  const isShown = ({ id, unit, values, step }: Hidden): boolean =>
    inPlace.has(id) ||
    values
      .map((value) => quantityText(unit, Math.abs(value), undefined, "en"))
      .some((text) =>
        step === undefined ? !open.has(text) && isSaid(told, text) : isSaid(wordsOf(step), text),
      );
  const shown = hidden.filter(isShown).map(({ id }) => id);
  return { soughtCount: hidden.length, shown: [...new Set(shown)] };
}

const proseOf = (view: ReadView): string =>
  [
    view.headline,
    ...view.sentences,
    view.nextText,
    view.bindingLabel,
    ...(view.ways ?? []).flatMap(({ changes, result, effort }) => [...changes, result, effort]),
    ...(view.timeline ?? []).map(({ text }) => text),
  ]
    .filter((text) => text !== null)
    .join("\n");

/** Where a text holds another as a whole, from `from` on: no digits of a longer number or of a name (BL-204). -1 = nowhere. */
function placeOf(told: string, text: string, from = 0): number {
  for (let at = told.indexOf(text, from); at >= 0; at = told.indexOf(text, at + 1)) {
    const [before = "", after = ""] = [told[at - 1], told[at + text.length]];
    if (!/[\d.,\-_\p{L}]/u.test(before) && !/\d/.test(after)) return at;
  }
  return -1;
}

/** Whether a text holds another as a whole, anywhere. */
export const isSaid = (told: string, text: string): boolean =>
  /[1-9]/.test(text) && placeOf(told, text) >= 0;

/** A text without some quantities; those that are a number alone stay, as any number may read like them. */
function withoutTexts(told: string, texts: ReadonlySet<string>): string {
  let left = told;
  for (const text of texts) {
    if (!/\d.*\p{L}/u.test(text)) continue;
    for (let at = placeOf(left, text); at >= 0; at = placeOf(left, text, at))
      left = `${left.slice(0, at)}${left.slice(at + text.length)}`;
  }
  return left;
}

function hiddenOf({ facts, currency }: Pick<StoredAnswer, "facts" | "currency">): Hidden[] {
  switch (facts.type) {
    case "change":
      return [...hiddenLeaves(facts), ...hiddenParts(facts)];
    case "level":
      return hiddenSteps(facts);
    case "limitContrast":
      return [...hiddenSteps(facts.level), hiddenPrice(facts.price)];
    case "placementContrast":
      return hiddenCosts(facts.contrast, currency ?? "");
    default:
      return "level" in facts ? hiddenSteps(facts.level) : [];
  }
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

const partId = (player: string): string => `part:${player}`;

/** What the network's bar is made of: sums over other sellers. One alone is the bar itself. */
const hiddenParts = ({ drivers, unit }: ChangeExplanation): Hidden[] =>
  drivers
    .filter(({ parts }) => parts.length > 1)
    .flatMap(({ parts, amount: bar }) =>
      parts.flatMap(({ player, amount }) =>
        amount === null || amount === bar ? [] : [{ id: partId(player), unit, values: [amount] }],
      ),
    );

/** Values, and the distance to a runner-up where one of the two is hidden: it tells the one by the other. */
const hiddenSteps = ({ steps, output, next }: LevelExplanation): Hidden[] => [
  ...steps
    .filter((step) => isHidden(step) && step.id !== output)
    .map(({ id, unit, value }) => ({ id, unit, values: known([value]) })),
  ...steps.flatMap((step) =>
    step.next && (isHidden(step.next) || (isHidden(step) && step.id !== output))
      ? [
          {
            id: `slack:${step.id}`,
            unit: step.unit,
            values: known([step.next.slack]),
            step: step.id,
          },
        ]
      : [],
  ),
  ...(next && isHidden(next)
    ? [{ id: `next:${next.id}`, unit: unitOf(steps, next.at), values: known([next.value]) }]
    : []),
];

const unitOf = (steps: LevelExplanation["steps"], id: string): string =>
  steps.find((step) => step.id === id)?.unit ?? "count";

/** The one of the two that is the price now: none is shared out beyond the guarantees where the level is 0. */
const hiddenPrice = ({
  waterLevelMilliWeeks: level,
  rationShareMillionths,
}: LimitContrastFacts["price"]): Hidden =>
  level === 0
    ? { id: "price", unit: "millionths", values: [rationShareMillionths] }
    : { id: "price", unit: "milliWeeks", values: [level] };

/** What carriers and buildings are paid, for all units and for one. */
function hiddenCosts(contrast: PlacementContrast, currency: string): Hidden[] {
  const { milliUnits, part, totalMicros, perUnitMicros } = contrast;
  const perUnit = (micros: number) =>
    milliUnits === 0 ? [] : [Math.trunc((micros * 1000) / milliUnits)];
  const cost = (id: string, micros: number, perOne: readonly number[]): Hidden[] => [
    { id, unit: moneyUnit(currency), values: [micros] },
    { id, unit: priceUnit(currency), values: perOne },
  ];
  return [
    ...CONTRAST_PARTS.flatMap((id) => cost(id, part[id], perUnit(part[id]))),
    ...cost("total", totalMicros, known([perUnitMicros])),
  ];
}

/** Which hidden figures stand in the view, and every text of the others. */
function placesOf(view: ReadView, hidden: ReadonlySet<string>) {
  const cells = [
    ...view.drivers.flatMap(({ leaves, parts }) => [
      ...leaves.flatMap(({ id, from, to }) => [
        { id, text: from },
        { id, text: to },
      ]),
      ...parts.map(({ player, amount }) => ({ id: partId(player), text: amount })),
    ]),
    ...view.steps.map(({ id, value }) => ({ id, text: value })),
  ].filter(({ text }) => text !== null);
  const amounts = view.drivers.map(({ amount }) => amount.text.replace(/^[+−]/, ""));
  const open: (string | null)[] = [
    ...cells.filter(({ id }) => !hidden.has(id)).map(({ text }) => text),
    ...amounts,
    view.from?.text ?? null,
    view.to.text,
    view.delta,
  ];
  return {
    inPlace: new Set(cells.filter(({ id }) => hidden.has(id)).map(({ id }) => id)),
    open: new Set(open.filter((text) => text !== null)),
  };
}
