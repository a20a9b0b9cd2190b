import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/wording/index.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { classify } from "./classify.ts";
import { labelText } from "./label.ts";
import { isAboutPeers, recordTopic } from "./staff-choices.ts";
import { OWN_LABELS, PEER_LABELS, RECORD_LABELS } from "./testing/own-labels.ts";

const namesBuilding = (words: string) => /\b(dal2|ewr1)\b/.test(words);

describe("a question that the box offers, typed by somebody", () => {
  for (const locale of LOCALES)
    it.each(OWN_LABELS.map((own) => [labelText(own.label, locale), own.meant] as const))(
      "is understood as itself, and as nothing else: %s",
      (text, meant) => {
        const understood = classify(text, namesBuilding);
        expect(understood).toMatchObject({
          ...meant,
          isWeak: false,
          otherMetrics: [],
          otherTypes: [],
        });
      },
    );
});

describe("a question that the box offers staff, typed by them", () => {
  const support: SellerScope = {
    kind: "seller",
    sellerId: 1,
    accountId: 1,
    userId: 1,
    viewedBy: "support",
  };

  for (const locale of LOCALES) {
    it.each(RECORD_LABELS.map(({ label, about }) => [labelText(label, locale), about] as const))(
      "asks the record for the same: %s",
      (text, about) => {
        expect(recordTopic(support, classify(text).text)?.about).toBe(about);
      },
    );

    it.each(PEER_LABELS.map((label) => labelText(label, locale)))(
      "asks how many others: %s",
      (text) => {
        const words = classify(text).text;
        expect([recordTopic(support, words), isAboutPeers(support, words)]).toEqual([null, true]);
      },
    );
  }
});
