// The rules that every message of every language keeps (R1 to R9 of README.md).
import { MessageFormat } from "messageformat";
import { describe, expect, it } from "vitest";
import { LABELS, type LabelCatalogue } from "./labels.ts";
import { LOCALES, type Locale } from "./locale.ts";
import type { MessageId } from "./messages-en.ts";
import { MESSAGES, renderMessage } from "./render.ts";
import { pseudoMessage } from "./testing/pseudo.ts";
import { fleschKincaidGrade, lix, sentencesOf, wordsOf } from "./testing/readability.ts";
import { type ParsedMessage, parsed, type Variant } from "./testing/variants.ts";

interface Case {
  readonly id: MessageId;
  readonly message: ParsedMessage;
  readonly variant: Variant;
}

const casesOf = (locale: Locale): Case[] =>
  (Object.keys(MESSAGES[locale]) as MessageId[]).flatMap((id) => {
    const message = parsed(MESSAGES[locale][id]);
    return message.variants.map((variant) => ({ id, message, variant }));
  });

const CASES = Object.fromEntries(LOCALES.map((locale) => [locale, casesOf(locale)])) as Record<
  Locale,
  Case[]
>;

/** Values that choose the variant, with `value` for every other argument. */
function valuesFor({ message, variant }: Case, value: (name: string, index: number) => string) {
  const values: Record<string, string> = {};
  for (const [index, name] of variant.args.entries()) values[name] = value(name, index);
  for (const [index, name] of message.selectors.entries()) {
    const key = variant.keys[index] ?? "*";
    values[name] = key === "*" ? "anythingElse" : key;
  }
  return values;
}

const texts = (labels: LabelCatalogue): string[] => {
  const { groups, nodes, families, ...flat } = labels;
  return [
    ...[...Object.values(flat), ...Object.values(groups), ...Object.values(nodes)].flatMap(
      (table) => Object.values(table),
    ),
    ...families.map(([, text]) => text),
  ];
};

/** ft³ and m³ are units, not numbers. */
const withoutCubes = (text: string): string => text.replace(/(?<=f?t|m)³/g, "");

describe.each(LOCALES)("messages in %s", (locale) => {
  it("R1: hold no digit of their own, nor do labels", () => {
    for (const { id, variant } of CASES[locale])
      expect(withoutCubes(variant.literals.join("")), id).not.toMatch(/\p{N}/u);
    for (const label of texts(LABELS[locale]))
      expect(withoutCubes(label.replace(/\$\d/g, ""))).not.toMatch(/\p{N}/u);
  });

  it("R2: show each fact once, and no number that is not one", () => {
    for (const one of CASES[locale]) {
      const values = valuesFor(one, (_, index) => String(101 + index));
      const shown = renderMessage(one.id, values, locale).match(/\d+/g) ?? [];
      expect(shown.sort(), one.id).toEqual(one.variant.args.map((_, k) => String(101 + k)));
    }
  });

  it("R2: never show the argument that only chooses", () => {
    for (const { id, message, variant } of CASES[locale])
      for (const name of message.selectors) expect(variant.args, id).not.toContain(name);
  });

  const signs = {
    en: { fall: /\bdown\b|\bless\b/, rise: /\bup\b|\bmore\b/ },
    de: { fall: /\bweniger\b/, rise: /\bmehr\b/ },
    ja: { fall: /減/, rise: /増/ },
  }[locale];

  it("R3: take the word for up or down from the sign of the fact", () => {
    const signed = CASES[locale].filter(({ variant }) =>
      ["fell", "loss", "rose", "gain"].includes(variant.keys[0] ?? ""),
    );
    expect(signed.length).toBeGreaterThan(4);
    for (const { id, variant } of signed) {
      const isFall = ["fell", "loss"].includes(variant.keys[0] ?? "");
      expect(variant.text, id).toMatch(isFall ? signs.fall : signs.rise);
      expect(variant.text, id).not.toMatch(isFall ? signs.rise : signs.fall);
    }
  });

  it("R6: have no place for a figure of what others make of the network's part", () => {
    for (const { variant } of CASES[locale].filter(({ id }) => id === "networkSplit"))
      expect(variant.args).toEqual(["player"]);
  });

  it("R7: have sentences of at most 22 words, or 75 characters without spaces", () => {
    for (const { id, variant } of CASES[locale])
      for (const sentence of sentencesOf(variant.text)) {
        if (locale === "ja") expect(sentence.length, `${id}: ${sentence}`).toBeLessThanOrEqual(75);
        else expect(wordsOf(sentence).length, `${id}: ${sentence}`).toBeLessThanOrEqual(22);
      }
  });

  const blaming = {
    en: /\bfault|\bblame|\bfail|mistake|careless|neglect|should have|\byou must\b|\byou were\b|\byou did not\b|\bwrong/i,
    de: /schuld|fehler|versäum|hätten sie|sie müssen|sie haben nicht|falsch/i,
    ja: /失敗|ミス|怠|べき|責任|間違|あなた/,
  }[locale];

  it("R8: blame nobody", () => {
    for (const { id, variant } of CASES[locale]) expect(variant.text, id).not.toMatch(blaming);
  });

  it("fit where they are shown: a label on two lines of a phone, a message in five", () => {
    for (const label of texts(LABELS[locale])) expect(label.length, label).toBeLessThanOrEqual(84);
    for (const { id, variant } of CASES[locale])
      expect(variant.literals.join("").length, id).toBeLessThanOrEqual(230);
  });

  it("R9: are all there, with the same arguments in the same cases", () => {
    const shape = (of: Locale) =>
      CASES[of].map(({ id, message, variant }) => ({
        id,
        selectors: message.selectors,
        keys: variant.keys,
        args: [...variant.args].sort(),
      }));
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
    expect(shape(locale).sort(byId)).toEqual(shape("en").sort(byId));
  });

  it("R9: name everything that English names", () => {
    const names = ({ families, groups, nodes, ...flat }: LabelCatalogue) => ({
      families: families.map(([pattern, text]) => [
        String(pattern),
        (text.match(/\$\d/g) ?? []).sort(),
      ]),
      tables: [flat, groups, nodes].map((tables) =>
        Object.entries(tables)
          .map(([table, labels]) => [table, ...Object.keys(labels).sort()].join())
          .sort(),
      ),
    });
    expect(names(LABELS[locale])).toEqual(names(LABELS.en));
    for (const label of texts(LABELS[locale])) expect(label.trim()).not.toBe("");
  });
});

/** Whole sentences of a language, each argument read as one short word. */
const proseOf = (locale: Locale): string[] =>
  CASES[locale]
    .map(({ variant }) => variant.text.replace(/\{\w+\}/g, "one"))
    .filter((text) => /[.?]$/.test(text));

describe("reading", () => {
  it("R7: English asks for no more than eight years of school, each message and all together", () => {
    for (const text of proseOf("en")) expect(fleschKincaidGrade(text), text).toBeLessThanOrEqual(8);
    expect(fleschKincaidGrade(proseOf("en").join(" "))).toBeLessThan(5);
  });

  it("R7: German is easy to read by LIX", () => {
    expect(lix(proseOf("de").join(" "))).toBeLessThanOrEqual(45);
  });

  it("R7: English uses no word of the trade that made it", () => {
    const jargon =
      /\b(dual|shapley|sigma|lagrange|epsilon|quantile|coalition|marginal|heuristic)\b/i;
    for (const { id, variant } of CASES.en) expect(variant.text, id).not.toMatch(jargon);
  });

  it("German and Japanese are written as they are written", () => {
    for (const { id, variant } of CASES.de)
      expect(variant.text, id).not.toMatch(/\b(du|dein|deine|dich|dir)\b/i);
    for (const { id, variant } of CASES.ja) {
      // No space around a value, no full-width digit, full-width punctuation.
      expect(variant.text, id).not.toMatch(/ \{|\} |[０-９]|[,.:;?!]/);
      if (variant.text.endsWith("。"))
        expect(variant.text, id).toMatch(
          /(です|ます|ました|ません|ください|でした|下さい|ものです|[}）：].{0,12}。$)/,
        );
    }
  });

  it("measures as its formula says", () => {
    // 9 words, 1 sentence, 11 syllables: 0.39 * 9 + 11.8 * 11 / 9 - 15.59.
    const text = "The quick brown fox jumped over the lazy dog.";
    expect(fleschKincaidGrade(text)).toBeCloseTo(0.39 * 9 + (11.8 * 11) / 9 - 15.59, 9);
    expect(lix("Ein kurzer Satz. Noch einer mit Wiederbeschaffungszeit.")).toBeCloseTo(
      7 / 2 + 100 / 7,
      9,
    );
  });
});

describe("the pseudo-locale", () => {
  it("renders every message a third longer and without losing a value", () => {
    for (const one of CASES.en) {
      const source = pseudoMessage(MESSAGES.en[one.id]);
      const values = valuesFor(one, (name) => `«${name}»`);
      const text = new MessageFormat(["en"], source, { bidiIsolation: "none" }).format(values);
      for (const name of one.variant.args) expect(text, one.id).toContain(`«${name}»`);
      const literal = one.variant.literals.join("");
      const pseudo = one.variant.args.reduce((rest, name) => rest.replace(`«${name}»`, ""), text);
      expect(pseudo, one.id).not.toMatch(/[A-Za-z]/);
      expect(pseudo.length, one.id).toBeGreaterThanOrEqual(
        literal.length + Math.floor(literal.replace(/\P{L}/gu, "").length / 3),
      );
    }
  });
});

describe("values written from right to left", () => {
  const sku = "תיק-12";

  it("are enclosed, so that the sentence around them keeps its order", () => {
    expect(renderMessage("subjectPlacement", { sku, fc: "DAL1" })).toBe(
      `The quantity of \u2068${sku}\u2069 for DAL1`,
    );
  });

  it("stay enclosed in a sentence within a sentence, once for each", () => {
    const subject = renderMessage("subjectRestock", { sku });
    expect(renderMessage("levelHeadline", { subject, value: "12 units" })).toBe(
      `\u2068The advised quantity for \u2068${sku}\u2069\u2069 is 12 units.`,
    );
  });

  it("leave all other text as it is, so that a label reads the same in a sentence and beside a bar", () => {
    const text = renderMessage("furtherCause", { cause: "Our demand forecast", amount: "−12 ft³" });
    expect(text).toBe("Our demand forecast: −12 ft³.");
  });

  it("cannot turn what follows: marks of direction and control characters are taken out", () => {
    const hostile = "A\u202e1\u2066 \u200f\n\u0007B";
    expect(renderMessage("subjectRestock", { sku: hostile })).toBe(
      "The advised quantity for “A1 B”",
    );
  });
});
