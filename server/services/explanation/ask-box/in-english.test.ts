import { describe, expect, it } from "vitest";
import { classify } from "./classify.ts";
import { monthsNamed } from "./dates.ts";
import { inEnglish } from "./in-english.ts";

describe("a question in another language", () => {
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
      expect(classify(outside).outside, outside).toBe("outside");
  });
});
