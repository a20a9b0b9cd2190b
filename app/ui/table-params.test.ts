import { createLoader } from "nuqs/server";
import { describe, expect, it } from "vitest";
import { sortOf, sortText, tableParams } from "./table-params.ts";

const load = createLoader(tableParams(["sku", "advisedUnits"], "-advisedUnits"));

describe("a list view's state in the address", () => {
  it("is its defaults when the address says nothing", () => {
    expect(load("")).toEqual({ sort: "-advisedUnits", page: 1, q: "" });
  });

  it("is what the address says", () => {
    expect(load("?sort=sku&page=3&q=board")).toEqual({ sort: "sku", page: 3, q: "board" });
  });

  it("falls back where the address makes no sense", () => {
    for (const page of ["0", "-4", "1.5", "1e9", "12345678", "x", ""])
      expect(load(`?page=${page}&sort=password`)).toEqual({
        sort: "-advisedUnits",
        page: 1,
        q: "",
      });
  });

  it("reads a sort and writes it again", () => {
    expect(sortOf("-advisedUnits")).toEqual({ column: "advisedUnits", isDescending: true });
    expect(sortOf("sku")).toEqual({ column: "sku", isDescending: false });
    for (const text of ["sku", "-sku"]) expect(sortText(sortOf(text))).toBe(text);
  });
});
