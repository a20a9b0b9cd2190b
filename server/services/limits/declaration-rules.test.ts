import { describe, expect, it } from "vitest";
import { parseInstant } from "@/server/core/clock.ts";
import type { DeclarationRow } from "@/server/repositories/declared-volume.ts";
import { statusOf } from "./declaration-rules.ts";

const declaration: DeclarationRow = {
  declarationId: 1,
  kind: "launch",
  storageType: "standard",
  fromMonthOn: "2026-09-01",
  toMonthOn: "2026-10-01",
  extraMm3: 1,
  probabilityMillionths: 500_000,
  note: "A new range",
  createdBy: 1,
  recordedFrom: parseInstant("2026-08-31T06:30:00Z"),
  isStanding: true,
};
const confirmed = (announcedAt: string) => ({
  storageType: "standard" as const,
  kind: "confirmed" as const,
  monthOn: "2026-09-01",
  announcedAt: parseInstant(announcedAt),
});
const before = [confirmed("2026-08-30T06:30:00Z")];
const after = [confirmed("2026-08-31T07:00:00Z")];

describe("where a declaration stands", () => {
  it("is open before its first month, unless a limit was confirmed after it was declared", () => {
    expect(statusOf(declaration, before, "2026-08-31")).toBe("open");
    expect(statusOf(declaration, after, "2026-08-31")).toBe("bound");
  });

  it("has begun on the first day of its first month, and is no longer open", () => {
    expect(statusOf(declaration, before, "2026-09-01")).toBe("begun");
    expect(statusOf(declaration, before, "2026-10-31")).toBe("begun");
  });

  it("is over after the last day of its last month, with a confirmed limit or without", () => {
    expect(statusOf(declaration, after, "2026-10-31")).toBe("bound");
    expect(statusOf(declaration, after, "2026-11-01")).toBe("over");
    expect(statusOf(declaration, before, "2026-11-01")).toBe("over");
  });

  it("is withdrawn whatever the day", () => {
    const withdrawn = { ...declaration, isStanding: false };
    expect(statusOf(withdrawn, after, "2026-08-31")).toBe("withdrawn");
    expect(statusOf(withdrawn, after, "2026-11-01")).toBe("withdrawn");
  });
});
