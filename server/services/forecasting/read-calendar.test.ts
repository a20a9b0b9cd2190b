import { describe, expect, it } from "vitest";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import type { Frequency } from "@/lib/optimizer/forecasting/index.ts";
import { calendarCovariates } from "./calendar-covariates.ts";
import { datedCalendar, readCalendar } from "./read-calendar.ts";
import { writeOne } from "./testing/files.ts";

const read = (text: string, frequency: Frequency = "day") =>
  readCalendar(writeOne("calendar.csv", text), frequency);

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const EVENTS: Readonly<Record<string, string>> = { "12-25": "Christmas", "01-01": "New year" };

/** 28 days from Friday 18 December 2015: a label, counters, the weekday twice over, events, flags of two states and a load. */
function daysText(): string {
  const first = dayFromDate("2015-12-18");
  const lines = Array.from({ length: 28 }, (_, t) => {
    const date = dayToDate(first + t);
    const weekday = (t + 5) % 7;
    const event = EVENTS[date.slice(5)] ?? "";
    const flags = [t % 2, t % 3 === 0 ? 1 : 0];
    const week = 201550 + Math.floor(t / 7);
    return [date, WEEKDAYS[weekday], weekday + 1, week, `d_${t}`, event, ...flags, (t * t) % 5];
  });
  const header = "date,weekday,wday,week,d,event,snap_CA,snap_TX,load".split(",");
  return `${[header, ...lines].map((cells) => cells.join(",")).join("\n")}\n`;
}

const names = (items: readonly { name: string }[]) => items.map(({ name }) => name);

describe("a calendar", () => {
  it("gives dates, events and numbers, and leaves out labels, counters and what the dates say", async () => {
    const { calendar } = calendarCovariates(await read(daysText()), ["A_CA"], "day", 28);
    expect(names(calendar)).toEqual([
      "weekday",
      "dayOfMonth",
      "month",
      "dayOfYear",
      "event",
      "snap_TX",
      "load",
    ]);
    const at = (t: number) => calendar.map(({ values }) => values[t]);
    expect(at(0)).toEqual([5, 18, 12, 352, 0, 1, 0]);
    expect(at(7)).toEqual([5, 25, 12, 359, 1, 0, 4]);
    expect(at(14)).toEqual([5, 1, 1, 1, 2, 0, 1]);
    expect(calendar.find(({ name }) => name === "event")).toMatchObject({
      kind: "event",
      kindCount: 2,
    });
  });

  it("shows nothing of what comes later than asked for", async () => {
    const { calendar } = calendarCovariates(await read(daysText()), [], "day", 10);
    const event = calendar.find(({ name }) => name === "event");
    expect(event).toMatchObject({ kindCount: 1 });
    expect(event?.values).toHaveLength(10);
  });

  it("turns columns named after a part of the ids into one covariate of the series", async () => {
    const ids = ["FOODS_1_001_CA_3", "TX_1__FOODS_1", "elsewhere"];
    const { covariates } = calendarCovariates(await read(daysText()), ids, "day", 3);
    expect(names(covariates)).toEqual(["snap"]);
    const none = Number.NaN;
    expect([...(covariates[0]?.values ?? [])]).toEqual([0, 1, 0, 1, 0, 0, none, none, none]);
  });

  it("of bare dates follows from the first day", () => {
    const weeks = calendarCovariates(datedCalendar("2009-11-30", "week", 6), [], "week", 6);
    expect(weeks.calendar.map(({ name, values }) => [name, ...values])).toEqual([
      ["month", 12, 12, 12, 12, 12, 1],
      ["weekOfYear", 49, 50, 51, 52, 53, 1],
    ]);
    const months = calendarCovariates(datedCalendar("2009-11-01", "month", 3), [], "month", 3);
    expect(months.calendar.map(({ values }) => [...values])).toEqual([[11, 12, 1]]);
  });

  it("keeps a weekday's name where no date says it", async () => {
    const table = await read("weekday,x\nMon,1\nTue,3\nMon,2\n");
    const { calendar } = calendarCovariates(table, [], "day", 3);
    expect(calendar).toMatchObject([
      { name: "weekday", kind: "event", kindCount: 2 },
      { name: "x", kind: "number" },
    ]);
  });

  it.each([
    ["date\n2016-01-01\n2016-01-03\n", "day", /line 3, column "date": .* is not one day after/],
    ["date\n2016-01-01\n2016-01-07\n", "week", /line 3, column "date": .* is not one week after/],
    ["date\n2016-01-01\n2016-03-01\n", "month", /line 3, column "date": .* is not one month after/],
    ["date\n2016-02-30\n", "day", /line 2, column "date": "2016-02-30" is no day\. Write/],
    ["x,y\n1,2\n3\n", "day", /line 3: the row has 1 cells, the header 2/],
  ] as const)("is refused with place, rule and fix: %j", async (text, frequency, message) => {
    await expect(read(text, frequency)).rejects.toThrow(message);
  });

  it("is refused when it ends before the horizon", async () => {
    const table = await read(daysText());
    expect(() => calendarCovariates(table, [], "day", 29)).toThrow(
      /^calendar\.csv: the calendar ends with period 28; .* reach period 29\. Add the missing lines/,
    );
  });
});
