// A question in German or Japanese with its words exchanged for English ones, so that one set of rules reads all three.
import { GERMAN, GERMAN_WORDS } from "./words-de.ts";
import { JAPANESE, JAPANESE_COUNTERS, JAPANESE_WORDS } from "./words-ja.ts";

type Exchange = readonly [RegExp, string];

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const exchanged = (text: string, words: readonly Exchange[]): string =>
  words.reduce((so, [word, english]) => so.replace(word, english), text);

const FROM_GERMAN: readonly Exchange[] = [
  // 1.200,50 is written 1200.50 there.
  [/(?<=\d)\.(?=\d{3}(?!\d))/g, ""],
  [/(?<=\d),(?=\d)/g, "."],
  ...GERMAN_WORDS.map(
    ([word, english]): Exchange => [
      new RegExp(`(?<![\\p{L}-])(?:${word})(?!\\p{L}|-\\d)`, "giu"),
      english,
    ],
  ),
];

const FROM_JAPANESE: readonly Exchange[] = [
  ...JAPANESE_COUNTERS,
  ...JAPANESE_WORDS.map(([word, english]): Exchange => [new RegExp(word, "gu"), ` ${english} `]),
];

const DATE = /(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?/g;
const TEN_THOUSANDS = /(\d+(?:\.\d+)?)万/g;
const TEN_THOUSAND = 10_000;

/** Clauses end in what sets them apart: what is supposed, wished to have been, or conceded. */
const CLAUSES: readonly Exchange[] = [
  [/([^。？?、]*?[てで]い)(?:たら|れば)、/g, " had i $1 , "],
  // "Not A but B" has B and asks about A.
  [
    /((?:(?!なぜ|どうして|何故)[^。？?、はがの])+?)ではなく、?([^。？?、にへをがはでの]+?)(?=なら|[。？?、にへをがはでの]|$)/g,
    "$2 instead of $1 ",
  ],
  [/([^。？?、]*?)場合より/g, " rather than if $1 , "],
  [
    /((?![^。？?、]*(?:何|どう|いつ|どれ|いくつ))[^。？?、]*?)(?:たら|れば|けば|せば|めば|なら|場合(?:は|に|には)?|では|(?<=[うくぐすつぬぶむる])と)、/g,
    " if $1 , ",
  ],
  [/([^。？?、]*?(?:た|ない|いる|ある|な|い|ます|です))のに、?/g, " although $1 , "],
];

function fromJapanese(question: string): string {
  const text = question
    .normalize("NFKC")
    .replace(TEN_THOUSANDS, (_, figure: string) => String(Number(figure) * TEN_THOUSAND))
    .replace(DATE, (written, year = "", month: string, day = "") => {
      const name = MONTHS[Number(month) - 1];
      return name === undefined ? written : ` ${day === "" ? "in" : day} ${name} ${year} `;
    });
  return exchanged(exchanged(text, CLAUSES), FROM_JAPANESE)
    .replace(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー。、？！「」]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** The question as it is where it is in neither. */
export function inEnglish(question: string): string {
  if (JAPANESE.test(question)) return fromJapanese(question);
  return GERMAN.test(question) ? exchanged(question, FROM_GERMAN) : question;
}
