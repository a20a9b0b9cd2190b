import { expect, it } from "vitest";
import { pageWords } from "./page-words.ts";
import { relatedTo } from "./related.ts";

const words = pageWords("en");
const toOn = "2026-11-22";

it("leads from the limit of a month to what counts against the limit of that month", () => {
  const monthOn = "2026-12-01";
  const of = { storageType: "standard", monthOn, runId: 2 } as const;
  const links = [
    ...relatedTo({ kind: "limitLevel", ...of }, words),
    ...relatedTo({ kind: "limitChange", ...of, baseMonthOn: monthOn, baseRunId: 1 }, words),
  ];
  const uses = links.filter(([label]) => label === words.whatFills);
  expect(uses.map(([, question]) => question)).toEqual([
    { kind: "limitUseLevel", ...of },
    { kind: "limitUseLevel", ...of },
  ]);
});

it("leads to the same days with the advice sent, and from there to no answer that is read already", () => {
  const left = { kind: "inStockForward", toOn, daysAhead: 30, send: "nothing" } as const;
  const sent = { ...left, send: "advised" } as const;
  expect(relatedTo(left, words)[0]).toEqual([words.aheadAdvised, sent]);
  const read = { send: "advised", daysAhead: 30, toOn, kind: "inStockForward" } as const;
  expect(relatedTo(read, words).map(([label]) => label)).toEqual([words.whatItTakes]);
});
