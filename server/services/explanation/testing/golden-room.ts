// Stored answers about how many units there is room for: with space left, and without.
import { replenishmentDefinition } from "@/lib/optimizer/replenishment/index.ts";
import { cubicFeetToMm3 } from "@/lib/units/index.ts";
import { ANSWER_VERSION, NOBODY, type StoredAnswer } from "../answer.ts";
import { type Room, roomFacts } from "../room-answer.ts";

const free: Room = {
  sku: "BL-204",
  unitVolumeMm3: 5_500_000,
  advisedUnits: 204,
  scarceMilliUnits: 0,
  onHandMm3: cubicFeetToMm3(310),
  openShipmentsMm3: cubicFeetToMm3(125.5),
  limit: { monthOn: "2026-12-01", limitMm3: cubicFeetToMm3(660) },
  allAdvisedMm3: cubicFeetToMm3(96.4),
  excessShareMillionths: 24_000,
};
const full: Room = {
  ...free,
  scarceMilliUnits: 61_500,
  openShipmentsMm3: cubicFeetToMm3(372),
};

export const roomAnswers = (): StoredAnswer[] =>
  [free, full].map((room) => ({
    version: ANSWER_VERSION,
    question: { kind: "restockRoomLevel", productId: 7, runId: 2 },
    subject: { ...NOBODY, sku: room.sku, storageType: "standard", day: "2026-11-23" },
    facts: roomFacts(room, replenishmentDefinition),
    run: null,
    baseRun: null,
    policyChange: null,
    isReplayEqual: true,
    codeSha256: null,
  }));
