import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  ChangeExplanation,
  Driver,
  LevelExplanation,
} from "../optimizer/explanation/index.ts";
import { wordChange, wordLevel } from "./explanation.ts";
import { LOCALES } from "./locale.ts";
import { messagesEn } from "./messages-en.ts";
import {
  dayText,
  monthText,
  quantityText,
  shownChange,
  shownValue,
  signedQuantityText,
  unitLabel,
} from "./quantity.ts";
import { renderMessage } from "./render.ts";

describe("quantityText", () => {
  it("shows traced integers in the reader's unit", () => {
    expect(quantityText("mm3", 28_316_847 * 412)).toBe("412 ft³");
    expect(quantityText("units", 1)).toBe("1 unit");
    expect(quantityText("millionths", 934_000)).toBe("93.4%");
    expect(quantityText("milliWeeks", 11_300)).toBe("11.3 weeks");
    expect(quantityText("micros", 4_250_000, "GBP")).toBe("£4.25");
    expect(signedQuantityText("units", -12)).toBe("−12 units");
  });
});

describe("shownChange", () => {
  it("tells space in whole cubic feet from 100 on, and in tenths below", () => {
    const foot = 28_316_847;
    const large = shownChange("mm3", 5536 * foot, 3044 * foot, [-2456.4 * foot, -35.6 * foot]);
    expect(large.parts.map((part) => part.text)).toEqual(["−2,456 ft³", "−36 ft³"]);
    expect(large.delta).toBe("2,492 ft³");
    const small = shownChange("mm3", 12 * foot, 10.5 * foot, [-1.5 * foot]);
    expect(small.parts.map((part) => part.text)).toEqual(["−1.5 ft³"]);
  });

  it("shows parts that add up to the shown change", () => {
    const volume = fc.integer({ min: -(2 ** 42), max: 2 ** 42 });
    fc.assert(
      fc.property(volume, fc.array(volume, { minLength: 1, maxLength: 8 }), (from, parts) => {
        const to = parts.reduce((sum, part) => sum + part, from);
        const shown = shownChange("mm3", from, to, parts);
        const sum = shown.parts.reduce((total, part) => total + Math.round(part.value * 10), 0);
        expect(sum).toBe(Math.round(shown.toValue * 10) - Math.round(shown.fromValue * 10));
      }),
    );
  });
});

describe("messages", () => {
  it("hold no figure of their own", () => {
    for (const message of Object.values(messagesEn)) expect(message).not.toMatch(/\d/);
  });

  it("refuse to leave a hole", () => {
    expect(() => renderMessage("levelHeadline", { subject: "It" })).toThrow("levelHeadline");
  });

  it("choose the verb by the sign, not by the translator", () => {
    const shared = { subject: "Your limit", to: "10 ft³", from: "13 ft³", delta: "3 ft³" };
    expect(renderMessage("changeHeadline", { ...shared, direction: "fell" })).toBe(
      "Your limit is 10 ft³, down 3 ft³ from 13 ft³.",
    );
    expect(renderMessage("changeHeadline", { ...shared, direction: "same", delta: "0" })).toBe(
      "Your limit is 10 ft³, the same as before.",
    );
  });
});

describe("quantities", () => {
  it("have a singular", () => {
    expect(quantityText("days", 1)).toBe("1 day");
    expect(quantityText("days", 30)).toBe("30 days");
    expect(quantityText("milliWeeks", 1000)).toBe("1 week");
    expect(quantityText("milliUnits", 1500)).toBe("1.5 units");
    expect(quantityText("bool", 1)).toBe("yes");
  });

  it("tell the difference of two shares in points", () => {
    const shown = shownChange("millionths", 934_000, 886_000, [-61_000, 13_000]);
    expect(shown).toMatchObject({ from: "93.4%", to: "88.6%", delta: "4.8 points" });
    expect(shown.parts.map((part) => part.text)).toEqual(["−6.1 points", "+1.3 points"]);
    expect(signedQuantityText("millionths", 10_000, "de")).toBe("+1 Prozentpunkt");
    expect(signedQuantityText("millionths", -15_000, "ja")).toBe("−1.5ポイント");
  });

  it("are written as each language writes them", () => {
    expect(
      LOCALES.map((locale) => quantityText("mm3", 28_316_847 * 1234.5, undefined, locale)),
    ).toEqual(["1,234.5 ft³", "1.234,5\u00a0ft³", "1,234.5ft³"]);
    expect(LOCALES.map((locale) => quantityText("units", 1, undefined, locale))).toEqual([
      "1 unit",
      "1 Einheit",
      "1個",
    ]);
    expect(LOCALES.map((locale) => quantityText("millionths", 934_000, undefined, locale))).toEqual(
      ["93.4%", "93,4\u00a0%", "93.4%"],
    );
    expect(LOCALES.map((locale) => dayText("2026-11-03", locale))).toEqual([
      "3 November 2026",
      "3. November 2026",
      "2026年11月3日",
    ]);
    expect(LOCALES.map((locale) => monthText("2026-12", locale))).toEqual([
      "December 2026",
      "Dezember 2026",
      "2026年12月",
    ]);
    expect(
      LOCALES.map((locale) => quantityText("micros:EUR", 1_234_500_000, undefined, locale)),
    ).toEqual(["€1,234.50", "1.234,50\u00a0€", "€1,234.50"]);
    expect(quantityText("micros:JPY", 1_234_000_000, undefined, "en")).toBe("¥1,234");
    expect(quantityText("price:USD", 12_340)).toBe("$0.01234");
    expect(signedQuantityText("micros:USD", -9_410_000)).toBe("−$9.41");
    expect(quantityText("bool", 0, undefined, "ja")).toBe("いいえ");
  });

  it("name their unit for an axis", () => {
    expect(["mm3", "units", "millionths", "count"].map((unit) => unitLabel(unit))).toEqual([
      "ft³",
      "units",
      "%",
      "count",
    ]);
    expect(shownValue("millionths", 934_567)).toBe(93.5);
  });
});

const CUBIC_FOOT = 28_316_847;

const driver = (group: string, amount: number, share: Driver["share"]): Driver => ({
  group,
  owner: group === "network" ? "network" : "customers",
  amount: amount * CUBIC_FOOT,
  shareMillionths: 500_000,
  share,
  numerator: "0",
  leaves: [],
  parts: [],
});

const change = (drivers: readonly Driver[], more: Partial<ChangeExplanation> = {}) => {
  const delta = drivers.reduce((sum, { amount }) => sum + amount, 0);
  return {
    type: "change",
    definition: "capacity",
    version: "1.0.0",
    output: "announced",
    unit: "mm3",
    from: 500 * CUBIC_FOOT,
    to: 500 * CUBIC_FOOT + delta,
    delta,
    pattern: "several",
    drivers,
    interactions: [],
    denominator: "1",
    bindingFrom: null,
    bindingTo: null,
    replayCount: 2,
    ...more,
  } satisfies ChangeExplanation;
};

describe("a change in words", () => {
  const fall = [driver("network", -80, "most"), driver("salesPace", -20, "part")];

  it("names the main cause with its share, then the others", () => {
    const worded = wordChange("Your limit", change(fall), null);
    expect(worded.headline).toBe("Your limit is 400 ft³, down 100 ft³ from 500 ft³.");
    expect(worded.sentences).toEqual([
      "Most of the change came from space in the network (−80 ft³).",
      "Your sales pace: −20 ft³.",
    ]);
  });

  it("gives no share to a cause that moved the other way", () => {
    const mixed = [driver("network", 80, "most"), driver("salesPace", -90, "part")];
    const [first] = wordChange("Your limit", change(mixed), null).sentences;
    expect(first).toBe("The largest cause is space in the network (+80 ft³).");
  });

  it("gives no share of a small change to one of two large causes that cancel out", () => {
    const both = [driver("network", -80, "aboutHalf"), driver("salesPace", 70, "aboutHalf")];
    const { sentences } = wordChange("Your limit", change(both, { pattern: "offsetting" }), null);
    expect(sentences[1]).toBe("The largest cause is space in the network (−80 ft³).");
  });

  it("says what the network's part is made of, in words where figures are hidden", () => {
    const parts = [
      { player: "capacity", amount: null, share: "aboutHalf" as const },
      { player: "demand", amount: null, share: "part" as const },
    ];
    const [, second] = wordChange(
      "Your limit",
      change([{ ...driver("network", -100, "nearlyAll"), parts }]),
      null,
    ).sentences;
    expect(second).toMatch(/^About half of the network's part came from /);
  });

  it("names a change of the rules with its reason, and another rule that binds", () => {
    const binding = {
      bindingFrom: { id: "need", at: "limit" },
      bindingTo: { id: "fairShare", at: "limit" },
    };
    const { sentences } = wordChange("Your limit", change(fall, binding), {
      version: 3,
      reason: "Room for the peak",
    });
    expect(sentences.slice(-2)).toEqual([
      "The rules changed with policy version 3, for this reason: Room for the peak",
      "A different rule sets it now: your fair share of the network. Before, it was set by: what your demand needs.",
    ]);
  });

  it("says nothing but that nothing changed", () => {
    const nothing = change([driver("network", 0, "none")], { pattern: "noChange" });
    expect(wordChange("Your limit", nothing, null).sentences).toEqual([
      "None of what goes into it has changed.",
    ]);
  });

  it("holds no number that is not a fact: those of the headline and of the named causes", () => {
    const worded = wordChange("Your limit", change(fall), null);
    const shown = [
      worded.from,
      worded.to,
      worded.delta,
      ...worded.drivers.map(({ amount }) => amount),
    ];
    const figures = (text: string) => text.match(/\d[\d.,]*\d|\d/g) ?? [];
    const known = new Set(shown.flatMap(figures));
    for (const text of [worded.headline, ...worded.sentences])
      for (const figure of figures(text)) expect(known).toContain(figure);
  });
});

describe("a level in words", () => {
  const level: LevelExplanation = {
    type: "level",
    definition: "replenishment",
    version: "1.0.0",
    output: "advisedUnits",
    unit: "units",
    value: 240,
    steps: [
      {
        id: "baseStock",
        kind: "max",
        unit: "milliUnits",
        visibility: "own",
        value: 301_000,
        text: null,
        from: [],
        active: "meanDemand",
        next: null,
      },
    ],
    spine: [],
    binding: { id: "meanDemand", at: "baseStock" },
    next: { id: "demandSafety", at: "baseStock", visibility: "own", slack: 12_500, value: 0 },
  };

  it("says what sets it and what would next, in the unit of the step where it waits", () => {
    expect(wordLevel("The advised quantity", level)).toMatchObject({
      headline: "The advised quantity is 240 units.",
      sentences: [
        "What sets it: mean demand over these days.",
        "What would set it next: safety for demand, 12.5 units away.",
      ],
    });
  });

  it("keeps a hidden distance to itself, and has no runner-up where there is none", () => {
    const next = level.next && { ...level.next, slack: null, value: null };
    expect(wordLevel("It", { ...level, next }).next).toBe(
      "What would set it next: safety for demand.",
    );
    expect(wordLevel("It", { ...level, binding: null, next: null })).toMatchObject({
      sentences: [],
      next: null,
    });
  });
});
