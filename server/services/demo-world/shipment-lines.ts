// The simulated world's shipments: each change of state is a version, and each version has its items.
import {
  SHIPMENT_STATUSES,
  shipmentNumberText,
  type World,
} from "@/lib/optimizer/simulation/index.ts";
import { copyLine } from "@/server/repositories/copy-rows.ts";
import { addSize, type FactLines, type ReportSize } from "./fact-lines.ts";
import { dateText, recordedText } from "./instants.ts";
import type { WorldIds } from "./world-ids.ts";

/** A state of a shipment, from the day it was recorded until the next. */
export interface ShipmentVersion {
  readonly shipment: number;
  readonly account: number;
  readonly status: string;
  readonly fromDay: number;
  /** null = still so. */
  readonly toDay: number | null;
  readonly lineNo: number;
}

/** All versions, by account; line numbers leave room for the version's items. */
export function shipmentVersions(world: World): ShipmentVersion[] {
  const { shipments } = world;
  const itemCount = itemCounts(world);
  const nextLine = world.accounts.map(() => 2);
  const versions: ShipmentVersion[] = [];
  for (let shipment = 0; shipment < shipments.length; shipment++) {
    const account = shipments.account[shipment] ?? 0;
    const states = statesOf(world, shipment);
    states.forEach(({ day, status }, k) => {
      const lineNo = nextLine[account] ?? 2;
      nextLine[account] = lineNo + 1 + (itemCount[shipment] ?? 0);
      const toDay = states[k + 1]?.day ?? null;
      versions.push({ shipment, account, status, fromDay: day, toDay, lineNo });
    });
  }
  return versions;
}

/** States in time; of those that share a day only the last was ever recorded. */
function statesOf({ shipments }: World, shipment: number): { day: number; status: string }[] {
  const last = SHIPMENT_STATUSES[shipments.status[shipment] ?? 0] ?? "working";
  const states = [
    { day: shipments.createdDay[shipment] ?? 0, status: "working" },
    { day: shipments.shippedDay[shipment] ?? -1, status: "shipped" },
    { day: shipments.receivingDay[shipment] ?? -1, status: "receiving" },
    {
      day: shipments.closedDay[shipment] ?? -1,
      status: last === "cancelled" ? "cancelled" : "closed",
    },
  ].filter(({ day }) => day >= 0);
  return states.filter(({ day }, k) => states[k + 1]?.day !== day);
}

function itemCounts({ shipments, shipmentItems }: World): Int32Array {
  const count = new Int32Array(shipments.length);
  for (const shipment of shipmentItems.shipment) count[shipment] = (count[shipment] ?? 0) + 1;
  return count;
}

const known = (day: number, by: number): string | null =>
  day >= 0 && day <= by ? dateText(day) : null;

export function shipmentLines(
  world: World,
  ids: WorldIds,
  versions: readonly ShipmentVersion[],
): FactLines {
  const size: ReportSize[] = [];
  async function* lines(): AsyncGenerator<string> {
    for (const version of versions) {
      const text = shipmentLine(world, ids, version);
      addSize(size, version.account, 1, text);
      yield text;
    }
  }
  return { table: "inbound_shipment", columns: SHIPMENT_COLUMNS, lines: lines(), size };
}

function shipmentLine(world: World, ids: WorldIds, version: ShipmentVersion): string {
  const { shipments } = world;
  const { shipment, account, status, fromDay, toDay, lineNo } = version;
  const day = (days: Int32Array) => days[shipment] ?? -1;
  return copyLine([
    ids.sellerId[account] ?? 0,
    ids.accountId[account] ?? 0,
    shipmentNumberText(account, day(shipments.number)),
    world.origins[shipments.origin[shipment] ?? 0]?.name ?? null,
    status,
    dateText(day(shipments.createdDay)),
    known(day(shipments.shippedDay), fromDay),
    known(day(shipments.expectedDay), Number.MAX_SAFE_INTEGER),
    known(day(shipments.closedDay), fromDay),
    recordedText(fromDay),
    toDay === null ? "infinity" : recordedText(toDay),
    ids.importId.inbound_shipments[account] ?? 0,
    lineNo,
  ]);
}

const SHIPMENT_COLUMNS = [
  "seller_id",
  "account_id",
  "shipment_number",
  "origin",
  "status",
  "created_on",
  "shipped_on",
  "expected_on",
  "closed_on",
  "recorded_from",
  "recorded_to",
  "import_id",
  "line_no",
] as const;

/** `idOf` gives a version's row id by import and line. */
export function shipmentItemLines(
  world: World,
  ids: WorldIds,
  versions: readonly ShipmentVersion[],
  idOf: (version: ShipmentVersion) => number,
): FactLines {
  const items = world.shipmentItems;
  const rowsOf = new Map<number, number[]>();
  items.shipment.forEach((shipment, row) => {
    const rows = rowsOf.get(shipment);
    if (rows) rows.push(row);
    else rowsOf.set(shipment, [row]);
  });
  const size: ReportSize[] = [];
  async function* lines(): AsyncGenerator<string> {
    for (const version of versions) {
      const { shipment, account, fromDay, toDay, lineNo } = version;
      const rows = rowsOf.get(shipment) ?? [];
      let text = "";
      rows.forEach((row, k) => {
        text += copyLine([
          ids.sellerId[account] ?? 0,
          idOf(version),
          ids.productId[items.product[row] ?? 0] ?? 0,
          (items.fc[row] ?? 0) + 1,
          items.unitsSent[row] ?? 0,
          recordedText(fromDay),
          toDay === null ? "infinity" : recordedText(toDay),
          ids.importId.inbound_shipments[account] ?? 0,
          lineNo + 1 + k,
        ]);
      });
      addSize(size, account, rows.length, text);
      yield text;
    }
  }
  return { table: "inbound_shipment_item", columns: ITEM_COLUMNS, lines: lines(), size };
}

const ITEM_COLUMNS = [
  "seller_id",
  "shipment_id",
  "product_id",
  "fc_id",
  "sent_units",
  "recorded_from",
  "recorded_to",
  "import_id",
  "line_no",
] as const;
