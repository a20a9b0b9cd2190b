// Prose that an assistant might write about one explanation: what holds, and what does not and why.
import { describe, expect, it } from "vitest";
import { claimsOf } from "./claims.ts";
import { LOCALES } from "./locale.ts";
import { quantityText } from "./quantity.ts";
import { type ToldView, textFacts } from "./text-facts.ts";
import { type TextRule, verifyText } from "./verify-text.ts";

const driver = (group: string, label: string, value: number) => ({
  group,
  label,
  amount: { text: `${value < 0 ? "−" : "+"}${Math.abs(value)} ft³`, value },
  exactAmount: value * 1000,
  leaves: [],
  parts: [],
});

const VIEW: ToldView = {
  locale: "en",
  title: "Your standard-size limit for December 2026",
  headline: "Your standard-size limit for December 2026 is 660 ft³, down 347 ft³ from 1,007 ft³.",
  sentences: [],
  from: { text: "1,007 ft³", value: 1007 },
  to: { text: "660 ft³", value: 660 },
  delta: "347 ft³",
  drivers: [
    driver("network", "Space in the network", -192.4),
    driver("pace", "Your sales pace", -133.6),
    driver("score", "Your efficiency score", -21),
  ],
  unexplained: null,
  steps: [{ label: "Weekly volume", value: "34.2 ft³", next: null }],
  nextText: null,
  ways: [],
  timeline: [],
};
const FACTS = textFacts(VIEW, [VIEW]);
const rulesOf = (text: string): TextRule[] => verifyText(text, FACTS, "en").map(({ rule }) => rule);

const CAUSES = "Space in the network took 192.4 ft³ and your sales pace 133.6 ft³.";

describe("prose that holds", () => {
  it.each([
    `The limit fell by 347 ft³, from 1,007 ft³ to 660 ft³. ${CAUSES}`,
    `In December 2026 you have 660 cubic feet, 347 less than the 1007 before. ${CAUSES}`,
    `Down 347 ft³: space in the network (−192 ft³), your sales pace (−134 ft³), your efficiency score (−21 ft³).`,
    `It dropped about 350 ft³, mostly because of space in the network. Your sales pace counted too.`,
    `Space in the network: -192.4 ft3. Your sales pace: -133.6 ft3.`,
    `${CAUSES} The weekly volume behind it is 34.2 ft³.`,
  ])("%s", (text) => {
    expect(verifyText(text, FACTS, "en")).toEqual([]);
  });
});

describe("prose that does not hold", () => {
  it.each<readonly [string, TextRule]>([
    [`The limit fell by 348 ft³. ${CAUSES}`, "unknown_number"],
    [`The limit fell by 347 units. ${CAUSES}`, "unknown_number"],
    [`The limit fell by a third. ${CAUSES}`, "unknown_number"],
    [`${CAUSES} The weekly volume is small. It is 34.2 ft³.`, "unknown_number"],
    [`The limit halved. ${CAUSES}`, "unknown_number"],
    [`The limit fell by about 300 ft³. ${CAUSES}`, "unknown_number"],
    [`There are twelve more reasons. ${CAUSES}`, "unknown_number"],
    [`The limit fell by ٣٤٧ ft³. ${CAUSES}`, "unknown_number"],
    [`Between 100-347 ft³ went. ${CAUSES}`, "unknown_number"],
    [`The limit for November 2026 fell by 347 ft³. ${CAUSES}`, "unknown_date"],
    [`The limit of AB-12 fell. ${CAUSES}`, "unknown_code"],
    [`The limit rose by 347 ft³. ${CAUSES}`, "wrong_direction"],
    [`The limit rose, sadly. ${CAUSES}`, "wrong_direction"],
    [`Space in the network: +192.4 ft³. Your sales pace: −133.6 ft³.`, "wrong_direction"],
    [`You have 660 ft³ or more. ${CAUSES}`, "wrong_bound"],
    [`It went from 660 ft³ to 1,007 ft³. ${CAUSES}`, "wrong_role"],
    [`Space in the network took 133.6 ft³ and your sales pace 192.4 ft³.`, "wrong_cause"],
    [`The limit fell by 347 ft³, because of space in the network.`, "cause_not_named"],
    [
      `Down 347 ft³: space in the network (−192 ft³), your sales pace (−133.6 ft³), your efficiency score (−21 ft³).`,
      "parts_do_not_add_up",
    ],
  ])("%s: %s", (text, rule) => {
    expect(rulesOf(text)).toContain(rule);
  });

  it("is pointed at", () => {
    const text = `The limit fell by 348 ft³. ${CAUSES}`;
    const [found] = verifyText(text, FACTS, "en");
    expect(text.slice(found?.start, found?.end)).toBe("348 ft³");
  });

  it("says what must not be told apart from what nobody told", () => {
    const whole = { ...VIEW, sentences: ["The price of shared space: 19.4 weeks."] };
    const facts = textFacts(VIEW, [VIEW], [whole]);
    const rules = verifyText(`${CAUSES} The price is 19.4 weeks, or 20.4.`, facts, "en");
    expect(rules.map(({ rule }) => rule)).toEqual(["hidden_number", "unknown_number"]);
  });
});

describe("claims", () => {
  it("are read as each language writes them", () => {
    const value = (text: string, locale: "en" | "de" | "ja") =>
      claimsOf(text, locale).map((claim) => [claim.sign * claim.value || claim.value, claim.unit]);
    expect(value("up 1,234.5 ft³", "en")).toEqual([[1234.5, "mm3"]]);
    expect(value("1.234,5 ft³ weniger", "de")).toEqual([[-1234.5, "mm3"]]);
    expect(value("１,234.5個減りました", "ja")).toEqual([[-1234.5, "units"]]);
    expect(value("$70.19 less, 70,19 EUR", "en").slice(0, 1)).toEqual([[-70.19, "USD"]]);
    expect(value("IPI 500", "en")).toEqual([[500, null]]);
  });

  it("read money in every currency as words write it", () => {
    for (const currency of [
      "USD",
      "EUR",
      "GBP",
      "JPY",
      "CAD",
      "AUD",
      "MXN",
      "CNY",
      "INR",
      "BRL",
      "SEK",
      "PLN",
      "CHF",
    ])
      for (const locale of LOCALES) {
        const text = quantityText(`micros:${currency}`, 1_194_000_000, undefined, locale);
        expect(
          claimsOf(text, locale).map(({ value, unit }) => [value, unit]),
          text,
        ).toEqual([[1194, currency]]);
      }
  });
});
