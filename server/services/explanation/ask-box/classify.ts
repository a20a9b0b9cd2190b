// A plain question as one of the types about one of the numbers: rules only, so that the same words always mean the same.

import type { FeeKind } from "@/lib/optimizer/fees/index.ts";
import { type Topic, topicOf } from "./topics.ts";

export type QuestionType =
  | "level"
  | "change"
  | "contrast"
  | "counterfactual"
  | "forward"
  | "provenance"
  | "fairness";

export type Metric =
  | "capacity_limit"
  | "recommended_qty"
  | "in_stock_rate"
  | "units_on_hand"
  | "placement_share"
  | "delivery_speed"
  | "fees"
  | "forecast"
  | "ipi_score"
  | "market_result";

export interface Understood {
  readonly type: QuestionType;
  /** null where no number is named. */
  readonly metric: Metric | null;
  /** Figures in the question, in their order. */
  readonly figures: readonly number[];
  /** The figure that counts units: none of days, shares or space, and of "200 instead of 120" the first; null without one. */
  readonly units: number | null;
  /** The first figure that is a share, in percent; null without one. */
  readonly percent: number | null;
  /** Whether it asks what would have been, had something been done. */
  readonly isHindsight: boolean;
  /** Whether units are taken out of the stock. */
  readonly isRemoval: boolean;
  /** The fee it names; "all" where it names none. */
  readonly fee: FeeKind | "all";
  /** What of a measured number it is about. */
  readonly topic: Topic | null;
}

type Rule<T> = readonly [T, number, RegExp];

// Weights: 4 names the thing outright, 2 points to it, 1 leans that way.
const METRIC_RULES: readonly Rule<Metric>[] = [
  ["capacity_limit", 4, /\b(capacity|storage|space|volume|restock)?\s*limits?\b/],
  [
    "capacity_limit",
    3,
    /\b(capacity|cubic f(ee|oo)t|ft³|cu ft|maximum inventory|inventory level)\b/,
  ],
  ["capacity_limit", 3, /\bhow much (i|we) (may|can) (send|store)\b/],
  ["capacity_limit", 3, /\b(nothing|no more) (can|may) be sent\b|\b(can't|cannot|can not) send\b/],
  [
    "capacity_limit",
    1,
    /\b(polic(y|ies)|rules?|cut|sellers?|threshold|cohort|override|who else was affected)\b/,
  ],
  ["recommended_qty", 4, /\b(advi[cs]ed?|recommend\w*|suggest\w*)\b/],
  ["recommended_qty", 4, /\bshipment quantity\b/],
  ["recommended_qty", 3, /\b(replenish\w*|restock(ing)?)\b(?! limit)/],
  ["recommended_qty", 2, /\b(send|order) (only |just )?(this|so|how|that|as|\d+)\b|\border \d+/],
  ["recommended_qty", 2, /\b(supplier|lead time|case packs?)\b/],
  ["recommended_qty", 2, /\b(tool|sheet|planner|mine) says\b/],
  ["recommended_qty", 1, /\bproducts?\b|\bsku\b/],
  ["in_stock_rate", 5, /\bin[- ]stock( rate)?\b/],
  ["in_stock_rate", 4, /\b(stayed|stay|kept|keep|been) in stock\b/],
  [
    "in_stock_rate",
    5,
    /\b(out of stock|stock-?outs?|lost? sales|sales did i lose|lose.*out of stock)\b/,
  ],
  ["units_on_hand", 4, /\b(on hand|excess( stock| inventory)?|over-?order\w*|overstock\w*)\b/],
  ["units_on_hand", 5, /\b(units|stock|inventory)\b.*\b(reserved|on hand)\b/],
  ["units_on_hand", 7, /\b(fc|in) transfer\b/],
  ["units_on_hand", 3, /\b(more|less|so much|too much) (inventory|stock)\b/],
  [
    "placement_share",
    4,
    /\b(warehouses?|split|region|destinations?|buildings?|placed|placement)\b/,
  ],
  ["placement_share", 3, /\bdestinations?\b/],
  ["placement_share", 2, /\b(west|east|north|south|moved|transfer\w*)\b/],
  ["delivery_speed", 4, /\b(deliver(y|ies|ed)?|shipping) ?(speed|time|slow\w*|fast\w*)?\b/],
  ["delivery_speed", 2, /\b(slow(er)?|fast(er)?|speed)\b/],
  ["fees", 6, /\b(fees?|charged?|surcharge|rate card|billed|bill)\b/],
  [
    "forecast",
    5,
    /\b(forecast\w*|predict\w*|expected demand|past weeks?|counted as (low )?demand)\b/,
  ],
  ["forecast", 2, /\b(promotions?|season\w*)\b/],
  ["ipi_score", 5, /\b(score|efficiency|ipi)\b/],
  ["ipi_score", 3, /\bscore (went|fell|drop\w*|rose|chang\w*|declin\w*|keeps)\b/],
  [
    "market_result",
    8,
    /\b(bids?|auction|reservation fees?|clearing|extra (space|capacity)|request for)\b/,
  ],
  ["market_result", 4, /\bcredits?\b/],
];

const TYPE_RULES: readonly Rule<QuestionType>[] = [
  [
    "fairness",
    6,
    /\b(treat\w*|fair\w*|alike|equal\w*|discriminat\w*|cohorts?|other sellers?|another seller|reveal\w*)\b/,
  ],
  ["forward", 6, /\bwhat (happens|will happen|would happen)\b|\bwhat if\b|\bhappens? (to|if)\b/],
  [
    "forward",
    5,
    /^(if|suppose)\b|\bif (i|we|my|sales|the|you)\b.*\b(adopt|remove|go|takes?|order|send|cost)\b/,
  ],
  ["forward", 5, /\bwhat (will|would)\b.*\b(be|cost|do)\b/],
  [
    "forward",
    4,
    /\bwill\b.*\b(next|in (two|three|a|\d+)) (month|week)s?\b|\bwhich sellers would\b/,
  ],
  [
    "counterfactual",
    7,
    /\bwhat (must|should|can|could|do|would) (i|we) (have )?(do|done|change|bid|need|to)\b/,
  ],
  [
    "counterfactual",
    6,
    /\bhow (can|do|could) (i|we) (get|raise|reach|avoid|lower|increase|reduce)\b/,
  ],
  ["counterfactual", 6, /\b(would have been enough|what would it take|would i have|had i)\b/],
  ["counterfactual", 5, /\b(cheapest|best|easiest) way\b/],
  ["contrast", 6, /\b(instead of|rather than|and not|but not|why not)\b/],
  [
    "contrast",
    5,
    /\bwhy (may|can|could) (i|we) not\b|\bnot (granted|allowed|chosen|choose|given|higher)\b/,
  ],
  ["contrast", 4, /\b(lower|higher|less|more|fewer) than (my|our|what i|mine)\b|\bmine says\b/],
  [
    "provenance",
    6,
    /\bwhich (number|rows?|data|report|line|past weeks?|units|file)\b|\bwhich [\w-]+ (fee )?line\b/,
  ],
  [
    "provenance",
    5,
    /\b(come|came|comes) from\b|\bbased on\b|\bsource\b|\breproduce\b|\boverrid\w*\b/,
  ],
  ["provenance", 5, /\b(counted as|consistent with|by whom|data fault|late feed)\b/],
  [
    "change",
    5,
    /\b(changed?|fell|fall|falls|dropp?(ed)?|drop|rose|rise|risen|cut|increased?|decreased?|went|go (up|down)|going (up|down)|declined?|decreasing|reduced|revised|lost|pulled|shrank|shift)\b/,
  ],
  [
    "change",
    4,
    /\b(since|compared|than (last|before)|last (month|week|year)|this month|this week|in a day)\b/,
  ],
  ["change", 6, /\bestimate[ds]?\b.*\bfinal\b/],
  ["change", 3, /\b(slower|faster|more inventory|same cause|over-order)\b/],
  ["level", 2, /^(why|how|what|which|was|is|are|does|do)\b/],
  ["level", 5, /\bhow (is|are|was|many|much)\b|\b(worked out|computed|calculated)\b/],
  ["level", 5, /\b(still|although|even though)\b/],
  ["level", 7, /\bderivation\b/],
];

function best<T extends string>(rules: readonly Rule<T>[], text: string): T | null {
  const scores = new Map<T, number>();
  for (const [name, weight, pattern] of rules)
    if (pattern.test(text)) scores.set(name, (scores.get(name) ?? 0) + weight);
  let found: T | null = null;
  let most = 0;
  // The first of equals in the order of the rules.
  for (const [name, score] of scores) {
    if (score <= most) continue;
    found = name;
    most = score;
  }
  return found;
}

const FIGURE = /(?<![\w-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w-])|(?<![\w-])\d+(?:\.\d+)?(?![\w-])/g;

const FEE_RULES: readonly (readonly [FeeKind, RegExp])[] = [
  ["lowInventory", /\blow[- ]inventory\b|\bdays of supply\b|\brestocked\b/],
  ["aged", /\b(aged|ag(e|ing) (fee|surcharge)|long[- ]term)\b/],
  ["utilisation", /\butili[sz]ation\b/],
  ["overage", /\boverage\b/],
  ["placement", /\bplacement\b/],
  ["storage", /\bstorage\b/],
];

/** What a figure counts when it counts no units. */
const OTHER_UNIT =
  /^\s?-?(?:days?|weeks?|months?|years?|%|per ?cent|points?|cubic|cu\.? ?ft|ft|usd|eur|gbp)/;
const MOST_UNITS = 10_000_000;

function unitsIn(text: string): number | null {
  const counts = [...text.matchAll(FIGURE)].flatMap(({ index, 0: digits }) => {
    const value = Number(digits.replaceAll(",", ""));
    const isCount = Number.isInteger(value) && value <= MOST_UNITS;
    const after = text.slice(index + digits.length);
    const isMoney = /[$€£]$/.test(text.slice(0, index));
    return isCount && !isMoney && !OTHER_UNIT.test(after) ? [{ value, after }] : [];
  });
  const wanted = counts.find(({ after }) =>
    /^ (?:units )?(?:instead of|rather than)\b/.test(after),
  );
  return (wanted ?? counts.at(-1))?.value ?? null;
}

function percentIn(text: string): number | null {
  const found = /(?<![\w.-])(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent\b)/.exec(text);
  return found ? Number(found[1]) : null;
}

const HINDSIGHT = /\bwould (i|we) have\b|\bhad (i|we)\b|\bwould have\b/;

const REMOVAL =
  /\b(remov\w*|dispos\w*|liquidat\w*|tak(?:e|es|ing|en) (?:\S+ ){0,6}?(?:out|away|back)|withdr[ae]w\w*|clear(?:s|ed|ing)? (?:out )?\d)/;

/** What a question asks, in any words; a question that names nothing known has no metric. */
export function classify(question: string): Understood {
  const text = question.trim().toLowerCase().replaceAll("’", "'");
  const type = best(TYPE_RULES, text) ?? "level";
  const figures = [...text.matchAll(FIGURE)].map(([digits]) => Number(digits.replaceAll(",", "")));
  const fee = FEE_RULES.find(([, pattern]) => pattern.test(text))?.[0] ?? "all";
  const topic = topicOf(text);
  const isRemoval = REMOVAL.test(text);
  const metric = best(METRIC_RULES, text);
  return {
    type,
    metric,
    figures,
    units: unitsIn(text),
    percent: percentIn(text),
    isHindsight: HINDSIGHT.test(text),
    isRemoval,
    fee,
    topic,
  };
}
