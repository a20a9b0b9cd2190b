import { describe, expect, it } from "vitest";
import { dayFromDate, dayToDate } from "./day.ts";
import { zoneCalendar } from "./zone.ts";

const localDate = (timeZone: string, iso: string) =>
  dayToDate(zoneCalendar(timeZone).dayOf(Date.parse(iso)));

describe("the calendar of a zone", () => {
  it("puts an instant on the marketplace's day, not on the day in UTC", () => {
    expect(localDate("America/Los_Angeles", "2024-01-01T07:59:59Z")).toBe("2023-12-31");
    expect(localDate("America/Los_Angeles", "2024-01-01T08:00:00Z")).toBe("2024-01-01");
    expect(localDate("Asia/Tokyo", "2023-12-31T15:00:00Z")).toBe("2024-01-01");
    expect(localDate("Asia/Kolkata", "2023-12-31T18:29:59Z")).toBe("2023-12-31");
  });

  it("follows clock changes to the quarter hour", () => {
    // 2024-03-31: British Summer Time began at 01:00 UTC; 2024-10-27: it ended at 01:00 UTC.
    expect(localDate("Europe/London", "2024-03-30T23:30:00Z")).toBe("2024-03-30");
    expect(localDate("Europe/London", "2024-03-31T23:30:00Z")).toBe("2024-04-01");
    expect(localDate("Europe/London", "2024-10-26T23:30:00Z")).toBe("2024-10-27");
    expect(localDate("Europe/London", "2024-10-27T23:30:00Z")).toBe("2024-10-27");
    expect(localDate("America/New_York", "2024-11-03T04:30:00Z")).toBe("2024-11-03");
    expect(localDate("America/New_York", "2024-11-04T04:30:00Z")).toBe("2024-11-03");
  });

  it("turns local time into the instant and back", () => {
    const zone = zoneCalendar("America/New_York");
    const day = dayFromDate("2024-07-04");
    expect(new Date(zone.instantOf(day, 0)).toISOString()).toBe("2024-07-04T04:00:00.000Z");
    for (let offset = -400; offset < 400; offset++)
      for (const hour of [0, 12, 23])
        expect(zone.dayOf(zone.instantOf(day + offset, hour * 3_600_000))).toBe(day + offset);
  });

  it("refuses a zone that does not exist", () => {
    expect(() => zoneCalendar("Mars/Olympus")).toThrow(RangeError);
  });
});
