// How each language writes numbers, units, directions and bounds: what a text is read by when it is checked against facts.
import type { Locale } from "./locale.ts";

export interface ClaimWords {
  /** Digits with their groups, and decimals; in one text each is one number. */
  readonly number: string;
  readonly group: string;
  readonly decimal: string;
  /** Words that multiply the number they follow. */
  readonly scales: readonly (readonly [RegExp, number])[];
  /** Units as they stand after a number; the first that fits. */
  readonly units: readonly (readonly [RegExp, string])[];
  /** Numbers in words. */
  readonly spelled: readonly (readonly [RegExp, number])[];
  /** A direction before or after a number gives it a sign. */
  readonly up: string;
  readonly down: string;
  /** Verbs that say on their own which way a number went. */
  readonly upVerb: RegExp;
  readonly downVerb: RegExp;
  /** What may stand between a direction and its number. */
  readonly between: string;
  readonly boundBefore: readonly (readonly [RegExp, Bound])[];
  readonly boundAfter: readonly (readonly [RegExp, Bound])[];
  readonly fromBefore: RegExp;
  readonly fromAfter: RegExp;
  readonly toBefore: RegExp;
  readonly toAfter: RegExp;
  readonly about: RegExp;
  readonly months: readonly string[];
  /** Named groups d, m (a name) or n (a number), y. */
  readonly dates: readonly RegExp[];
}

export type Bound = "atLeast" | "atMost" | "above" | "below";

const NEVER = /(?!)/;
const monthsOf = (locale: string): string[] =>
  Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(
      Date.UTC(2026, month, 15),
    ),
  );
const MONTHS_EN = monthsOf("en");
const MONTHS_DE = monthsOf("de");
const ISO_DATE = /(?<![\d-])(?<y>\d{4})-(?<n>\d\d)(?:-(?<d>\d\d))?(?![\d-])/g;

const wordsEn = (text: string, values: number) =>
  [new RegExp(`\\b(?:${text})\\b`, "gi"), values] as const;
const wordsDe = (text: string, values: number) =>
  [new RegExp(`(?<![\\p{L}])(?:${text})(?![\\p{L}])`, "giu"), values] as const;

const en: ClaimWords = {
  number: String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`,
  group: ",",
  decimal: ".",
  scales: [
    [/^\s?k\b|^ thousand\b/i, 1_000],
    [/^ million\b/i, 1_000_000],
  ],
  units: [
    [/^\s?(?:ft³|ft3|cubic f(?:ee|oo)t|cu\.? ?ft)/i, "mm3"],
    [/^\s?(?:percentage )?points?\b/i, "points"],
    [/^\s?(?:%|per ?cent\b)/i, "%"],
    [/^\s?-?units?\b/i, "units"],
    [/^\s?-?days?\b/i, "days"],
    [/^\s?-?weeks?\b/i, "weeks"],
    [/^\s?kg\b/i, "kg"],
    [/^\s?rows?\b/i, "rows"],
    [/^\s?(?:other )?products?\b/i, "products"],
  ],
  spelled: [
    ...[
      "two|twice|doubled?",
      "three|tripled?",
      "four",
      "five",
      "six",
      "seven",
      "eight",
      "nine",
      "ten",
      "eleven",
      "twelve|dozen",
    ].map((text, index) => wordsEn(text, index + 2)),
    ...[
      "twenty",
      "thirty",
      "forty",
      "fifty",
      "sixty",
      "seventy",
      "eighty",
      "ninety",
      "hundred",
    ].map((text, index) => wordsEn(text, (index + 2) * 10)),
    wordsEn("thousand", 1_000),
    wordsEn("half|halved", 0.5),
    wordsEn("thirds?", 1 / 3),
    wordsEn("quarters?", 0.25),
  ],
  up: "up|rose|risen|rises|more|higher|gained|increased|grew|grown|climbed|added|plus",
  down: "down|fell|fallen|falls|less|lower|fewer|lost|decreased|dropped|declined|shrank|reduced|cut|minus",
  upVerb: /\b(?:rose|risen|rises|increased|grew|grown|climbed|went up|is up|gone up)\b/gi,
  downVerb:
    /\b(?:fell|fallen|falls|decreased|dropped|declined|shrank|went down|is down|gone down)\b/gi,
  between: String.raw`(?:\s+(?:by|of|about|around|roughly|nearly|almost|another|some))*\s*`,
  boundBefore: [
    [/\b(?:at least|no less than|not less than)\s*$/i, "atLeast"],
    [/\b(?:at most|no more than|not more than|up to)\s*$/i, "atMost"],
    [/\b(?:more than|over|above)\s*$/i, "above"],
    [/\b(?:less than|under|below)\s*$/i, "below"],
  ],
  boundAfter: [
    [/^\s?(?:or more|or higher|old or more)\b/i, "atLeast"],
    [/^\s?(?:or less|or fewer|or lower|old or less)\b/i, "atMost"],
  ],
  fromBefore: /\b(?:from|instead of|left as it stands,? it is)\s*$/i,
  fromAfter: NEVER,
  toBefore: /\b(?:to|is|now|at)\s*$/i,
  toAfter: NEVER,
  about: /\b(?:about|around|roughly|nearly|almost|some|approximately)\s*$/i,
  months: MONTHS_EN,
  dates: [
    new RegExp(String.raw`(?:(?<d>\d{1,2}) )?(?<m>${MONTHS_EN.join("|")}) (?<y>\d{4})\b`, "g"),
    new RegExp(String.raw`(?<m>${MONTHS_EN.join("|")}) (?<d>\d{1,2}),? (?<y>\d{4})\b`, "g"),
    ISO_DATE,
  ],
};

const de: ClaimWords = {
  number: String.raw`\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?`,
  group: ".",
  decimal: ",",
  scales: [
    [/^\s?(?:Tsd\.|Tausend)/i, 1_000],
    [/^\s?(?:Mio\.|Millionen)/i, 1_000_000],
  ],
  units: [
    [/^\s?(?:ft³|ft3|Kubikfuß)/i, "mm3"],
    [/^\s?(?:Prozentpunkte?n?|Punkte?n?)(?!\p{L})/iu, "points"],
    [/^\s?(?:%|Prozent(?!\p{L}))/iu, "%"],
    [/^\s?Einheit(?:en)?(?!\p{L})/iu, "units"],
    [/^\s?Tag(?:en?)?(?!\p{L})/iu, "days"],
    [/^\s?Wochen?(?!\p{L})/iu, "weeks"],
    [/^\s?kg\b/i, "kg"],
    [/^\s?Zeilen?(?!\p{L})/iu, "rows"],
    [/^\s?(?:anderes? )?Produkten?(?!\p{L})|^\s?(?:anderes? )?Produkte?(?!\p{L})/iu, "products"],
  ],
  spelled: [
    ...[
      "zwei|doppelt",
      "drei|dreifach",
      "vier",
      "fünf",
      "sechs",
      "sieben",
      "acht",
      "neun",
      "zehn",
      "elf",
      "zwölf",
    ].map((text, index) => wordsDe(text, index + 2)),
    ...[
      "zwanzig",
      "dreißig",
      "vierzig",
      "fünfzig",
      "sechzig",
      "siebzig",
      "achtzig",
      "neunzig",
      "hundert",
    ].map((text, index) => wordsDe(text, (index + 2) * 10)),
    wordsDe("tausend", 1_000),
    wordsDe("Hälfte|halb(?:e[nrs]?|iert)?", 0.5),
    wordsDe("Drittel", 1 / 3),
    wordsDe("Viertel", 0.25),
  ],
  up: "mehr|höher|gestiegen|stieg|zugenommen|plus|gewonnen",
  down: "weniger|niedriger|gefallen|fiel|gesunken|sank|abgenommen|minus|verloren",
  upVerb: /(?<!\p{L})(?:stieg|gestiegen|zugenommen|wuchs|gewachsen)(?!\p{L})/giu,
  downVerb: /(?<!\p{L})(?:fiel|gefallen|sank|gesunken|abgenommen|schrumpfte)(?!\p{L})/giu,
  between: String.raw`(?:\s+(?:um|von|etwa|rund|circa|fast|weitere))*\s*`,
  boundBefore: [
    [/(?:mindestens|wenigstens|nicht weniger als)\s*$/i, "atLeast"],
    [/(?:höchstens|nicht mehr als|maximal|bis zu)\s*$/i, "atMost"],
    [/(?:mehr als|über)\s*$/i, "above"],
    [/(?:weniger als|unter)\s*$/i, "below"],
  ],
  boundAfter: [
    [/^\s?(?:oder mehr|oder älter|alt oder älter)/i, "atLeast"],
    [/^\s?(?:oder weniger|oder jünger)/i, "atMost"],
  ],
  fromBefore: /(?:(?<!\p{L})(?:von|statt|bleibt alles, wie es ist, sind es)|zuvor \()\s*$/iu,
  fromAfter: NEVER,
  toBefore: /(?<!\p{L})(?:auf|beträgt|jetzt|nun)\s*$/iu,
  toAfter: NEVER,
  about: /(?<!\p{L})(?:etwa|rund|circa|ca\.|ungefähr|fast|knapp)\s*$/iu,
  months: MONTHS_DE,
  dates: [
    new RegExp(String.raw`(?:(?<d>\d{1,2})\. )?(?<m>${MONTHS_DE.join("|")}) (?<y>\d{4})\b`, "g"),
    /(?<!\d)(?<d>\d{1,2})\.(?<n>\d{1,2})\.(?<y>\d{4})(?!\d)/g,
    ISO_DATE,
  ],
};

const COUNTERS = "割|倍|分の|個|日|週間|ポイント|件|行|商品";

const ja: ClaimWords = {
  number: en.number,
  group: ",",
  decimal: ".",
  scales: [
    [/^千/, 1_000],
    [/^万/, 10_000],
  ],
  units: [
    [/^\s?(?:ft³|ft3|立方フィート)/, "mm3"],
    [/^\s?(?:パーセント)?ポイント/, "points"],
    [/^\s?(?:%|％|パーセント)/, "%"],
    [/^個/, "units"],
    [/^日(?:間)?/, "days"],
    [/^週間/, "weeks"],
    [/^\s?kg/, "kg"],
    [/^行/, "rows"],
    [/^商品/, "products"],
  ],
  spelled: [
    ...[..."二三四五六七八九十"].map(
      (digit, index) => [new RegExp(`${digit}(?=${COUNTERS})`, "g"), index + 2] as const,
    ),
    [/半分|半減/g, 0.5],
  ],
  up: "増えました|増えます|増え|増加|増|上が|伸び",
  down: "減りました|減ります|減り|減少|減|下が|落ち",
  upVerb: /増えました|増加しました|上がりました|伸びました/g,
  downVerb: /減りました|減少しました|下がりました|落ちました/g,
  between: String.raw`[のをがは、]?\s*`,
  boundBefore: [
    [/(?:最低|少なくとも)\s*$/, "atLeast"],
    [/(?:最大|多くとも)\s*$/, "atMost"],
  ],
  boundAfter: [
    [/^以上/, "atLeast"],
    [/^以下/, "atMost"],
    [/^未満/, "below"],
    [/^(?:より多|超)/, "above"],
  ],
  fromBefore: /(?:以前の|現状のままなら)\s*$/,
  fromAfter: /^から/,
  toBefore: NEVER,
  toAfter: /^(?:へ|まで|になり)/,
  about: /(?:約|およそ|ほぼ)\s*$/,
  months: [],
  dates: [/(?<y>\d{4})年(?<n>\d{1,2})月(?:(?<d>\d{1,2})日)?/g, ISO_DATE],
};

export const CLAIM_WORDS: Readonly<Record<Locale, ClaimWords>> = { en, de, ja };

/** Signs of currencies before or after an amount. */
export const CURRENCY_SIGNS: Readonly<Record<string, string>> = {
  $: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "￥": "JPY",
  A$: "AUD",
  AU$: "AUD",
  CA$: "CAD",
  MX$: "MXN",
  R$: "BRL",
  "CN¥": "CNY",
  元: "CNY",
  "₹": "INR",
};
