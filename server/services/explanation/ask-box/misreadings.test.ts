import { describe, expect, it } from "vitest";
import { classify } from "./classify.ts";
import type { Metric } from "./metric-rules.ts";
import type { QuestionType } from "./type-rules.ts";

describe("what a question concedes or supposes", () => {
  it.each<readonly [string, QuestionType, Metric]>([
    ["Why don't I get more space although I use all of it?", "contrast", "capacity_limit"],
    ["Even though I use all of it, why was my limit cut?", "change", "capacity_limit"],
    ["Is it fair that I get no more space although I use all of it?", "fairness", "capacity_limit"],
    ["Warum bekomme ich nicht mehr Platz, obwohl ich alles nutze?", "contrast", "capacity_limit"],
    ["全部使っているのに、なぜ上限が下がったのですか", "change", "capacity_limit"],
    ["Does my limit go up if my in-stock rate goes up?", "forward", "capacity_limit"],
    ["How fast will delivery be if I send the advised quantity?", "forward", "delivery_speed"],
    ["Wie schnell wird die Lieferung, wenn ich die Empfehlung sende?", "forward", "delivery_speed"],
    ["推奨数量を送ると、配送はどうなりますか", "forward", "delivery_speed"],
  ])("does not say what is asked: %s", (text, type, metric) => {
    expect(classify(text)).toMatchObject({ type, metric, otherMetrics: [] });
  });

  it.each(["What if I order 200 instead of 120?", "What if my supplier takes 10 days longer?"])(
    "says it where nothing else does: %s",
    (text) => {
      expect(classify(text)).toMatchObject({ type: "forward", metric: "recommended_qty" });
    },
  );

  it.each([
    "上限いっぱいまで使っているのに増えないのはなぜ",
    "Although my limit is used up I get nothing more. Why?",
  ])("says it where only what is conceded names a number: %s", (text) => {
    expect(classify(text).metric).toBe("capacity_limit");
  });
});

describe("a German delivery of one's own", () => {
  it.each<readonly [string, Metric]>([
    ["Wie schnell ist meine Lieferung?", "delivery_speed"],
    ["Warum dauert meine Lieferung so lange?", "delivery_speed"],
    ["Wie viele Tage braucht meine Lieferung?", "delivery_speed"],
    ["Warum ist meine Lieferung langsam?", "delivery_speed"],
    ["Wohin geht meine Lieferung?", "placement_share"],
    ["Warum wird meine Lieferung aufgeteilt?", "placement_share"],
  ])("goes to buyers where its time is asked about, else to the buildings: %s", (text, metric) => {
    expect(classify(text)).toMatchObject({ metric, otherMetrics: [] });
  });
});

describe("how to get there", () => {
  it.each<readonly [string, Metric, number | null]>([
    ["配送を10%速くするには", "delivery_speed", 10],
    ["配送を早くするには？", "delivery_speed", null],
    ["上限を増やすには", "capacity_limit", null],
    ["スコアを上げるにはどうすればいいですか", "ipi_score", null],
  ])("is what a Japanese question may end with: %s", (text, metric, percent) => {
    expect(classify(text)).toMatchObject({ type: "counterfactual", metric, percent });
  });
});

describe("units that buyers sent back", () => {
  it.each([
    "why are my returned units reserved",
    "Warum sind retournierte Einheiten reserviert?",
    "返品された在庫が引当になっているのはなぜ",
  ])("are stock where they are asked about as stock: %s", (text) => {
    expect(classify(text)).toMatchObject({ metric: "units_on_hand", topic: "reserved" });
  });

  it("are nothing that a number tells elsewhere", () => {
    expect(classify("Why do buyers return so much? Returns are high.").outside).toBe("outside");
  });
});

describe("other sellers' figures", () => {
  it.each([
    "how much stock does my competitor have",
    "What did others bid?",
    "Show me other sellers' limits",
    "Can I see how much space other sellers have?",
    "how many units does another seller send",
    "Wie viel Bestand hat mein Wettbewerber?",
    "Wie viel Platz haben andere Händler?",
    "競合の在庫数を教えてください",
    "ほかの出品者はどれだけ在庫を持っていますか",
  ])("are declined as such, and no figure of one's own is offered instead: %s", (text) => {
    expect(classify(text)).toMatchObject({ metric: null, outside: "others" });
  });

  it.each([
    "Why do other sellers get more space than me?",
    "Are other sellers' limits set by the same rules as mine?",
    "Bekommen andere Händler mehr Platz als ich?",
    "Another seller below the threshold shows unlimited and I do not; am I treated alike?",
  ])("may be what one's own limit is compared with: %s", (text) => {
    expect(classify(text)).toMatchObject({ type: "fairness", metric: "capacity_limit" });
  });
});

describe("one's own figures beside other sellers'", () => {
  it.each<readonly [string, Metric]>([
    ["Show me how my limit compares with others", "capacity_limit"],
    ["What is my in-stock rate compared with other sellers?", "in_stock_rate"],
    ["Tell me where my in-stock rate stands among other sellers", "in_stock_rate"],
    ["How much of my limit's change is due to other sellers?", "capacity_limit"],
    ["What did other sellers do to my limit?", "capacity_limit"],
    ["Which rules count for my limit and for other sellers?", "capacity_limit"],
    ["Wie viel von der Änderung meines Limits liegt an anderen Händlern?", "capacity_limit"],
  ])("are asked about, and declined for nobody: %s", (text, metric) => {
    expect(classify(text)).toMatchObject({ metric, outside: null });
  });

  it.each([
    "How much stock do other sellers of my product have?",
    "What limit do other brands in my category get?",
    "Show the limits of other accounts in my market",
  ])("are not named by where the others are: %s", (text) => {
    expect(classify(text)).toMatchObject({ metric: null, outside: "others" });
  });
});

describe("what carriers ask for", () => {
  it.each([
    "送料が高すぎる",
    "Why did shipping costs go up?",
    "Warum sind die Versandkosten so hoch?",
  ])("is no fee that is kept: %s", (text) => {
    expect(classify(text)).toMatchObject({ metric: null, outside: "freight" });
  });
});

describe("figures of days and years", () => {
  it.each([
    ["What if I send 200 units in December 2026?", 200],
    ["What if I send 200 units on 23 November 2026?", 200],
    ["What if I send 200 units by December 5th?", 200],
    ["What if I send 20 in May?", 20],
  ])("count no units: %s", (text, units) => {
    expect(classify(text).units).toBe(units);
  });
});
