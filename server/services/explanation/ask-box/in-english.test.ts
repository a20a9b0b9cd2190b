import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/wording/index.ts";
import { classify } from "./classify.ts";
import { monthsNamed } from "./dates.ts";
import { inEnglish } from "./in-english.ts";
import { type Label, labelText, says } from "./label.ts";

const standard = { storageType: { storageType: "standard" }, month: { month: "2026-12-01" } };
const limit = says("askBoxLimit", standard);
const score = says("askBoxScore", standard);
const grant = says("askBoxGrant", standard);
const quantity = says("askBoxQuantity", { sku: "OGK-KIT-0160" });
const forecast = says("askBoxForecast", { sku: "OGK-KIT-0160" });
const fees = says("askBoxFees", { month: { month: "2026-12-01" } });
const stock = says("askBoxStock");
const speed = says("askBoxSpeed");
const span = { from: { day: "2026-10-26" }, to: { day: "2026-11-23" } };
const day = { day: "2026-11-23" };
const units = { unit: "units", value: 200 } as const;
const space = { unit: "mm3", value: 14_158_423_296 } as const;

const OWN: readonly Label[] = [
  ...[limit, quantity, score, forecast, grant].flatMap((subject) => [
    says("askBoxLevel", { subject }),
    says("askBoxChange", { subject }),
    says("askBoxSources", { subject }),
    says("askBoxFairness", { subject }),
  ]),
  ...[limit, quantity, score, forecast].map((subject) => says("askBoxForward", { subject })),
  ...[fees, stock, speed].flatMap((subject) => [
    says("askBoxBetween", { subject, ...span }),
    says("askBoxLevel", { subject }),
  ]),
  says("askBoxHigher", { subject: limit }),
  says("askBoxContrast", { subject: quantity, target: units }),
  says("askBoxContrast", { subject: forecast, target: units }),
  says("askBoxTarget", { subject: quantity, target: units }),
  says("askBoxTarget", { subject: limit, target: space }),
  says("askBoxRate", span),
  says("askBoxRateLevel", { day }),
  says("askBoxLostSales", { day }),
  says("askBoxRateAdvised", { day }),
  says("askBoxRateSources", { day }),
  says("askBoxRateForward", span),
  says("askBoxRateTarget", { target: { unit: "millionths", value: 950_000 }, ...span }),
  says("askBoxRateFairness", { day }),
  says("askBoxSpeedSources"),
  says("askBoxSpeedTarget", { share: { unit: "millionths", value: 100_000 } }),
  says("askBoxLimitUse", {
    storageType: { storageType: "standard" },
    month: { month: "2026-12-01" },
  }),
  ...[stock, speed].map((subject) => says("askBoxCountedFairness", { subject })),
  says("askBoxCover", { subject: stock }),
  says("askBoxExcess", { subject: stock }),
  says("askBoxReserved", { subject: stock }),
  says("askBoxGrantContrast", { subject: grant }),
  says("askBoxGrantTarget", { subject: grant }),
  says("askBoxSplitChoice"),
];

describe("a question in another language", () => {
  it("that the box offers itself means the same in all of them, its units too", () => {
    const meant = (label: Label) =>
      LOCALES.map((locale) => {
        const { type, metric, units: count, topic } = classify(labelText(label, locale));
        return { type, metric, count, topic };
      });
    for (const label of OWN) {
      const [english, ...others] = meant(label);
      for (const other of others) expect(other, labelText(label, "en")).toEqual(english);
    }
  });

  it("keeps its figures, its SKUs and its months", () => {
    const german = inEnglish("Warum 1.200,5 statt 1.500 Stück von LAGER-12 im Mai?");
    expect(german).toContain("1200.5 instead of 1500 units");
    expect(german).toContain("LAGER-12");
    expect(monthsNamed(german)).toEqual([{ month: 5, year: null }]);
    const japanese = inEnglish("OGK-KIT-0160の推奨数量が2026年5月に1万２千個から２００個に減った");
    expect(japanese).toContain("OGK-KIT-0160");
    expect(japanese).toContain("200 units");
    expect(monthsNamed(japanese)).toEqual([{ month: 5, year: 2026 }]);
    expect(inEnglish("3万個")).toContain("30000 units");
  });

  it("is left alone where it is English", () => {
    const text = "Was my limit in December set by hand?";
    expect(inEnglish(text)).toBe(text);
    // A SKU may hold a German word.
    expect(classify("Why not 1,200 units of DAS-100 and AUS-22?").units).toBe(1200);
  });

  it("is about the number that its words mean, where other words look like them", () => {
    const metric = (text: string) => classify(text).metric;
    expect(metric("Wie viel habe ich auf Lager?")).toBe("units_on_hand");
    expect(metric("Warum war der Artikel nicht auf Lager?")).toBe("in_stock_rate");
    expect(metric("Können Sie mir die Zeilen anzeigen, auf denen mein Limit beruht?")).toBe(
      "capacity_limit",
    );
    expect(metric("Wie kann ich mein Limit steuern?")).toBe("capacity_limit");
    expect(metric("なぜ推奨数量はカートン単位なのですか")).toBe("recommended_qty");
    const type = (text: string) => classify(text).type;
    expect(type("What must I send for a 98% in-stock rate?")).toBe("counterfactual");
    expect(type("Was muss ich senden für 98 % Verfügbarkeit?")).toBe("counterfactual");
    expect(type("98%の在庫あり率にするには何を送ればいいですか")).toBe("counterfactual");
    for (const outside of [
      "Warum sind meine Anzeigen so teuer?",
      "Muss ich Steuern zahlen?",
      "Wie hoch ist die Umsatzsteuer?",
      "なぜカートに入らないのですか",
    ])
      expect(classify(outside).isOutside, outside).toBe(true);
  });
});
