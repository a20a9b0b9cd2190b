import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNamed, monthsNamed } from "./dates.ts";

const UNTIL = "2026-11-22";

describe("the months that a question names", () => {
  it.each([
    ["Why is my limit for May lower?", [5]],
    ["why did my limit fall in may?", [5]],
    ["Why is the May limit lower than April's?", [5, 4]],
    ["What of may 2027?", [5]],
    ["Why did it change from april to may?", [4, 5]],
    ["Why did it fall from Nov to Dec.?", [11, 12]],
    ["Is my September limit final?", [9]],
    ["How much may I send in December?", [12]],
  ])("%s", (text, months) => {
    expect(monthsNamed(text).map(({ month }) => month)).toEqual(months);
  });

  it("are told with the year that stands beside them", () => {
    expect(monthsNamed("from March 2026 to April")).toEqual([
      { month: 3, year: 2026 },
      { month: 4, year: null },
    ]);
  });

  it.each([
    "Which limit holds, and how much may I send?",
    "May it happen again?",
    "Why may I not send more?",
    "For this product, may we send more than 40?",
    "Sellers may not see it, and may ask why.",
    "Maybe it was augmented, marked and decided junk, to our dismay.",
    "HOW MUCH MAY I SEND?",
  ])("are none of the words that only look like one: %s", (text) => {
    expect(monthsNamed(text)).toEqual([]);
  });
});

describe("the day that a question names", () => {
  it.each([
    ["Reproduce the decision of 3 May exactly.", "2026-05-03"],
    ["Reproduce the decision of May 3 exactly.", "2026-05-03"],
    ["of the 3rd of May", "2026-05-03"],
    ["of 24. december", "2025-12-24"],
    ["of Dec 24, 2024", "2024-12-24"],
    ["of 2026-02-28", "2026-02-28"],
  ])("%s", (text, day) => {
    expect(dayNamed(text, UNTIL)).toBe(day);
  });

  it.each([
    "Reproduce the 3 decisions exactly.",
    "Compute all 12 marked rows again.",
    "Were 5 augmented rows late?",
    "Of these 10 may I have one again?",
    "Reproduce the decision of 31 June.",
    "We may 3 times.",
  ])("is none in: %s", (text) => {
    expect(dayNamed(text, UNTIL)).toBeNull();
  });

  it("is never after the last known one, however it is written", () => {
    const names =
      "January February March April May June July August September October November December";
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 28 }),
        fc.constantFrom(...names.split(" ")),
        fc.constantFrom("dayFirst", "monthFirst", "short"),
        (day, name, order) => {
          const month = order === "short" ? name.slice(0, 3) : name;
          const text =
            order === "monthFirst" ? `the plan of ${month} ${day}` : `the plan of ${day} ${month}`;
          const found = dayNamed(text, UNTIL) ?? "";
          expect(found <= UNTIL && found > "2025-11-22").toBe(true);
          expect(Number(found.slice(8))).toBe(day);
          expect(found).toBe(dayNamed(text.toLowerCase(), UNTIL));
        },
      ),
    );
  });
});
