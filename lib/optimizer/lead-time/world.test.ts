import { expect, it } from "vitest";
import { pinballLoss } from "../core/quantile.ts";
import { DEFAULT_AS_OF_DAY, DEMO_SEED, simulateWorld, type World } from "../simulation/index.ts";
import { estimateLeadTime } from "./estimate.ts";
import { SHIPMENT_OUTCOME } from "./evidence.ts";
import { lawQuantile } from "./law.ts";
import { evidenceFrom, type ShipmentLine } from "./simulated.ts";

// Laws estimated on a day are held against what shipments created in the 45 days after it took: 40 accounts, four days.

const WINDOW_DAYS = 365;
const LATER_DAYS = 45;
const levels = [0.5, 0.8, 0.9, 0.95, 0.98];

interface Shipment {
  readonly key: number;
  readonly origin: number;
  readonly createdDay: number;
  readonly isShippedBy: (day: number) => boolean;
  readonly isClosedBy: (day: number) => boolean;
  readonly sent: Map<number, number>;
  readonly receipts: { readonly fc: number; readonly day: number; readonly units: number }[];
}

function shipmentsOf({ shipments, shipmentItems, inventoryEvents }: World, account: number) {
  const isBy = (value: number) => (day: number) => value >= 0 && value <= day;
  const found = new Map<number, Shipment>();
  for (let key = 0; key < shipments.length; key++) {
    if (shipments.account[key] !== account) continue;
    found.set(key, {
      key,
      origin: shipments.origin[key]!,
      createdDay: shipments.createdDay[key]!,
      isShippedBy: isBy(shipments.shippedDay[key]!),
      isClosedBy: isBy(shipments.closedDay[key]!),
      sent: new Map(),
      receipts: [],
    });
  }
  for (let k = 0; k < shipmentItems.length; k++) {
    const sent = found.get(shipmentItems.shipment[k]!)?.sent;
    const fc = shipmentItems.fc[k]!;
    sent?.set(fc, (sent.get(fc) ?? 0) + shipmentItems.unitsSent[k]!);
  }
  for (let k = 0; k < inventoryEvents.length; k++) {
    found.get(inventoryEvents.shipment[k]!)?.receipts.push({
      fc: inventoryEvents.fc[k]!,
      day: inventoryEvents.day[k]!,
      units: inventoryEvents.units[k]!,
    });
  }
  return [...found.values()];
}

function linesOf(shipment: Shipment, day: number): ShipmentLine[] {
  const { key, origin, createdDay } = shipment;
  const isKnown = createdDay <= day && createdDay > day - WINDOW_DAYS && shipment.isShippedBy(day);
  if (!isKnown) return [];
  const rest = shipment.isClosedBy(day) ? SHIPMENT_OUTCOME.short : SHIPMENT_OUTCOME.open;
  return [...shipment.sent].flatMap(([fc, sentUnits]) => {
    const got = shipment.receipts.filter((receipt) => receipt.fc === fc && receipt.day <= day);
    const left = got.reduce((sum, { units }) => sum - units, sentUnits);
    const lines = got.map((receipt) => ({
      ...{ key, origin, fc, outcome: SHIPMENT_OUTCOME.received as number },
      ...{ days: receipt.day - createdDay, units: receipt.units },
    }));
    return [...lines, { key, origin, fc, outcome: rest, days: day - createdDay, units: left }];
  });
}

/** Told days and the root mean square of lateness on top of them: a single figure for every level. */
function toldAndLateness(lines: readonly ShipmentLine[], toldDays: number): number {
  const first = new Map<number, number>();
  for (const { key, outcome, days } of lines) {
    if (outcome === SHIPMENT_OUTCOME.received) {
      first.set(key, Math.min(first.get(key) ?? days, days));
    }
  }
  const square = [...first.values()].map((days) => Math.max(0, days - toldDays) ** 2);
  const mean = square.reduce((sum, value) => sum + value, 0) / Math.max(1, square.length);
  return toldDays + Math.round(Math.sqrt(mean));
}

function scores(world: World) {
  const covered = levels.map(() => 0);
  let loss = 0;
  let lossOfTold = 0;
  let count = 0;
  world.accounts.forEach(({ declaredLeadTimeDays }, account) => {
    const shipments = shipmentsOf(world, account);
    for (const back of [280, 220, 160, 110]) {
      const day = DEFAULT_AS_OF_DAY - back;
      const lines = shipments.flatMap((shipment) => linesOf(shipment, day));
      const { planned } = estimateLeadTime(evidenceFrom(lines), declaredLeadTimeDays);
      const quantile = levels.map((level) => lawQuantile(planned, level));
      const single = toldAndLateness(lines, declaredLeadTimeDays);
      for (const { createdDay, receipts } of shipments) {
        if (createdDay <= day || createdDay > day + LATER_DAYS || receipts.length === 0) continue;
        const all = receipts.reduce((sum, { units }) => sum + units, 0);
        count += 1;
        for (const receipt of receipts) {
          const weight = receipt.units / all;
          const taken = receipt.day - createdDay;
          levels.forEach((level, q) => {
            covered[q]! += taken <= quantile[q]! ? weight : 0;
            loss += weight * pinballLoss(level, quantile[q]!, taken);
            lossOfTold += weight * pinballLoss(level, single, taken);
          });
        }
      }
    }
  });
  return { coverage: covered.map((sum) => sum / count), lossShare: loss / lossOfTold, count };
}

it("in the demo world 80, 90 and 95 % of later units arrive within those quantiles, and told days with lateness lose 25 % more", () => {
  const world = simulateWorld({
    seed: DEMO_SEED,
    asOfDay: DEFAULT_AS_OF_DAY,
    sizeShare: 0.25,
    withoutEvents: [],
  });
  const { coverage, lossShare, count } = scores(world);
  expect(count).toBeGreaterThan(600);
  const [, c80, c90, c95] = coverage as [number, number, number, number, number];
  expect(Math.abs(c80 - 0.8)).toBeLessThan(0.05);
  expect(Math.abs(c90 - 0.9)).toBeLessThan(0.03);
  expect(Math.abs(c95 - 0.95)).toBeLessThan(0.03);
  expect(lossShare).toBeLessThan(0.8);
}, 60_000);
