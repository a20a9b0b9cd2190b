import {
  daysTakenBy,
  type ReceiptYield,
  receiptYield,
  SHIPMENT_OUTCOME,
  type ShipmentEvidence,
} from "./evidence.ts";
import {
  type LeadTimeLaw,
  lawCdf,
  lawMean,
  lawQuantile,
  mixLaws,
  shiftLaw,
  toldLaw,
} from "./law.ts";
import { posteriorLaw } from "./survival.ts";

/** How many shipments a belief is worth before the next, narrower group of shipments is looked at. */
export const PRIOR_SHIPMENTS = {
  /** What was told, against the account's shipments. */
  told: 3,
  /** The account's law, against the shipments to one FC. */
  account: 20,
  /** The FC's law, against the shipments from one origin to it. */
  fc: 20,
} as const;

/** A lane of an account: from one origin to one FC; -1 = not told. */
export interface LaneLeadTime {
  readonly originIndex: number;
  readonly fcIndex: number;
  /** Shipments that arrived, in whole or in part, or are under way. */
  readonly evidenceCount: number;
  /** Units that arrived or are under way, share of the account's. */
  readonly unitShare: number;
  readonly law: LeadTimeLaw;
}

/** Lead times of an account, from all its shipments down to its lanes. */
export interface AccountLeadTime {
  /** As told or assumed for the account. */
  readonly toldDays: number;
  readonly evidenceCount: number;
  readonly law: LeadTimeLaw;
  readonly lanes: readonly LaneLeadTime[];
  /** What a shipment planned now will take: the lanes' laws by their share of units; the account's without lanes. */
  readonly planned: LeadTimeLaw;
  readonly yield: ReceiptYield;
}

/**
 * Estimates an account's lead times: told -> account -> FC -> lane, each group's law drawn towards the one above it.
 * Shipments under way count as longer than their age; short units say nothing about time. Deterministic; the evidence is
 * not changed. Cost O(entries + groups * MAX_LEAD_TIME_DAYS).
 */
export function estimateLeadTime(evidence: ShipmentEvidence, toldDays: number): AccountLeadTime {
  const all = indicesOf(evidence);
  const told = toldLaw(toldDays);
  const evidenceCount = shipmentCount(evidence, all);
  const taken = daysTakenBy(evidence, all);
  const law = evidenceCount === 0 ? told : posteriorLaw(taken, told, PRIOR_SHIPMENTS.told);
  const lanes: LaneLeadTime[] = [];
  const allUnits = sumUnits(evidence, all);
  for (const [fcIndex, ofFc] of groupBy(all, evidence.fcIndex)) {
    const fcLaw = posteriorLaw(daysTakenBy(evidence, ofFc), law, PRIOR_SHIPMENTS.account);
    for (const [originIndex, ofLane] of groupBy(ofFc, evidence.originIndex)) {
      lanes.push({
        originIndex,
        fcIndex,
        evidenceCount: shipmentCount(evidence, ofLane),
        unitShare: sumUnits(evidence, ofLane) / allUnits,
        law: posteriorLaw(daysTakenBy(evidence, ofLane), fcLaw, PRIOR_SHIPMENTS.fc),
      });
    }
  }
  const planned = lanes.length === 0 ? law : mixLaws(lanes.map(lawOf), lanes.map(shareOf));
  return {
    toldDays,
    evidenceCount,
    law,
    lanes,
    planned,
    yield: receiptYield(evidence),
  };
}

const lawOf = ({ law }: LaneLeadTime) => law;
const shareOf = ({ unitShare }: LaneLeadTime) => unitShare;

/** Entries that say something about time. */
function indicesOf({ outcome, units }: ShipmentEvidence): number[] {
  const entries: number[] = [];
  for (let k = 0; k < outcome.length; k++) {
    if (outcome[k] !== SHIPMENT_OUTCOME.short && units[k]! > 0) entries.push(k);
  }
  return entries;
}

/** Groups in ascending order of their key, so that sums do not depend on the order of the entries' groups. */
function groupBy(entries: readonly number[], keyOf: Int32Array): [number, number[]][] {
  const groups = new Map<number, number[]>();
  for (const k of entries) {
    const group = groups.get(keyOf[k]!);
    if (group) group.push(k);
    else groups.set(keyOf[k]!, [k]);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

const sumUnits = ({ units }: ShipmentEvidence, entries: readonly number[]): number =>
  entries.reduce((sum, k) => sum + units[k]!, 0);

const shipmentCount = ({ shipmentKey }: ShipmentEvidence, entries: readonly number[]): number =>
  new Set(entries.map((k) => shipmentKey[k]!)).size;

/**
 * The law for a product of the account of which `toldDays` were told: the planned one, moved by as much as the product
 * was told to differ from the account; without any evidence what was told.
 */
export const plannedLaw = (estimate: AccountLeadTime, toldDays: number): LeadTimeLaw =>
  estimate.evidenceCount === 0
    ? toldLaw(toldDays)
    : shiftLaw(estimate.planned, toldDays - estimate.toldDays);

/** What a reader wants to know of a lead time. */
export interface LeadTimeSummary {
  readonly toldDays: number;
  readonly meanDays: number;
  /** Half, and nine of ten, of what is sent is buyable by then. */
  readonly p50Days: number;
  readonly p90Days: number;
  /** Share that is buyable within the told days. */
  readonly onTimeShare: number;
  /** null = no shipment tells. */
  readonly yieldMean: number | null;
  readonly evidenceCount: number;
}

/** The figures of an estimate. Cost O(MAX_LEAD_TIME_DAYS). */
export function leadTimeSummary(estimate: AccountLeadTime): LeadTimeSummary {
  const { toldDays, evidenceCount, planned } = estimate;
  return {
    toldDays,
    meanDays: lawMean(planned),
    p50Days: lawQuantile(planned, 0.5),
    p90Days: lawQuantile(planned, 0.9),
    onTimeShare: lawCdf(planned, toldDays),
    yieldMean: estimate.yield.mean,
    evidenceCount,
  };
}
