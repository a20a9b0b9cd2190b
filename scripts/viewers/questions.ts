// What viewers ask: the questions that the portal's own pages link to, by what they ask for.
import type { Portal } from "./portal.ts";

/** A question as an address holds it, of one account. */
export interface Asked {
  readonly account: string;
  readonly question: Readonly<Record<string, string | number>> & { readonly kind: string };
}

export const QUESTION_TYPES = [
  "level, change, contrast",
  "counterfactual",
  "in-stock",
  "sources, fairness",
] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

const IN_STOCK = /^(inStock|lostSales|stockOut)/;
const COUNTERFACTUAL = /(Target|Forward|Advised)$/;
const LEVEL = /(Level|Change|Contrast)$/;

export function typeOf(kind: string): QuestionType {
  if (IN_STOCK.test(kind)) return "in-stock";
  if (COUNTERFACTUAL.test(kind)) return "counterfactual";
  return LEVEL.test(kind) ? "level, change, contrast" : "sources, fairness";
}

// Days have dashes inside; nothing else in a question is written in figures alone.
const NUMBER = /^-?\d+$/;

/** The questions that a page links to, each once. `base` is the account's part of the address: "/s/birch". */
export function questionsOf(html: string, base: string): Asked["question"][] {
  const links = html.matchAll(/href="([^"?]*)\/why\?([^"]+)"/g);
  const queries = [...links].flatMap(([, path, query = ""]) => (path === base ? [query] : []));
  return [...new Set(queries.map((query) => query.replaceAll("&amp;", "&")))].flatMap((query) => {
    const pairs = [...new URLSearchParams(query)];
    const question = Object.fromEntries(
      pairs.map(([key, value]) => [key, NUMBER.test(value) ? Number(value) : value]),
    );
    return typeof question.kind === "string" ? [question as Asked["question"]] : [];
  });
}

/** The address that asks a question. */
export function addressOf(base: string, question: Asked["question"]): string {
  const pairs = Object.entries(question).map(([key, value]) => [key, String(value)]);
  return `${base}/why?${new URLSearchParams(pairs)}`;
}

export const SCREENS = [
  "overview",
  "inventory",
  "forecast",
  "limits",
  "extra-space",
  "replenishment",
  "placement",
  "fees",
];

/** Reads the account's screens, and the answers of `answersRead` of their questions, for the questions these lead to. */
export async function collectQuestions(
  portal: Portal,
  account: string,
  answersRead: number,
): Promise<Asked[]> {
  const base = `/s/${account}`;
  const found = new Map<string, Asked["question"]>();
  const keep = (html: string) => {
    for (const question of questionsOf(html, base)) found.set(addressOf(base, question), question);
  };
  for (const screen of SCREENS) keep(await portal.page(`${base}/${screen}`));
  for (const address of [...found.keys()].slice(0, answersRead)) keep(await portal.page(address));
  return [...found.values()].map((question) => ({ account, question }));
}
