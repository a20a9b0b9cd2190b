import { certain } from "./law.ts";
import type { EchelonNetwork, Stage, StageDemand } from "./network.ts";

/** The two forms in which published multi-echelon instances are written down, read as one network. */

/** A stage by name: added cost, processing time, demand at the ends, and units taken of each supplier. */
export interface PublishedStage {
  readonly T: number;
  readonly max_s?: number | null;
  readonly cost: number;
  readonly mu?: number | null;
  readonly sd?: number | null;
  readonly z?: number | null;
  readonly up?: Readonly<Record<string, number>>;
}

export interface PublishedChain {
  readonly holding_rate?: number;
  readonly stages: Readonly<Record<string, PublishedStage>>;
}

/** A node by index, with its local or echelon holding cost and the times of either model. */
export interface PublishedNode {
  readonly index: number;
  readonly local_holding_cost?: number | null;
  readonly echelon_holding_cost?: number | null;
  readonly stockout_cost?: number | null;
  readonly processing_time?: number | null;
  readonly shipment_lead_time?: number | null;
  readonly external_inbound_cst?: number | null;
  readonly external_outbound_cst?: number | null;
  readonly demand_bound_constant?: number | null;
  readonly demand?: {
    readonly type?: string;
    readonly mean?: number | null;
    readonly standard_deviation?: number | null;
  } | null;
}

export interface PublishedNodes {
  readonly nodes: readonly PublishedNode[];
  readonly edges: readonly (readonly [number, number])[];
}

const demandOf = (
  law: StageDemand["law"],
  meanUnits: number,
  deviationUnits: number,
  penaltyCost: number,
  safetyFactor: number,
): StageDemand => ({
  law,
  meanUnits,
  deviationUnits,
  classes: [{ share: 1, penaltyCost }],
  safetyFactor,
});

/** Holding cost of a stage = rate * cost of everything that has gone into a unit so far. Throws RangeError on an unknown supplier. */
export function networkOfChain({ holding_rate = 1, stages }: PublishedChain): EchelonNetwork {
  const names = Object.keys(stages);
  const cost = new Map<string, number>();
  const costOf = (name: string, depth: number): number => {
    const stage = stages[name];
    if (!stage) throw new RangeError(`echelon: unknown supplier "${name}"`);
    if (depth > names.length)
      throw new RangeError(`echelon: suppliers of "${name}" run in a circle`);
    const known = cost.get(name);
    if (known !== undefined) return known;
    let total = stage.cost;
    for (const [from, units] of Object.entries(stage.up ?? {}))
      total += units * costOf(from, depth + 1);
    cost.set(name, total);
    return total;
  };
  return {
    reviewPeriods: 0,
    stages: names.map((name): Stage => {
      const { T, max_s, mu, sd, z } = stages[name]!;
      return {
        name,
        holdingCost: holding_rate * costOf(name, 0),
        leadTime: certain(T),
        capacity: null,
        demand: typeof sd === "number" ? demandOf("normal", mu ?? 0, sd, 0, z ?? 1) : null,
        promisedPeriods: max_s ?? null,
        inboundPeriods: 0,
      };
    }),
    arcs: names.flatMap((name, to) =>
      Object.entries(stages[name]!.up ?? {}).map(([from, units]) => ({
        from: names.indexOf(from),
        to,
        units,
      })),
    ),
  };
}

/** Local holding costs as given, else the sum of echelon costs from the supplier down. */
export function networkOfNodes({ nodes, edges }: PublishedNodes): EchelonNetwork {
  const at = new Map(nodes.map(({ index }, j) => [index, j]));
  const position = (index: number): number => {
    const j = at.get(index);
    if (j === undefined) throw new RangeError(`echelon: an edge names the unknown node ${index}`);
    return j;
  };
  const arcs = edges.map(([from, to]) => ({ from: position(from), to: position(to), units: 1 }));
  const holding = holdingCosts(nodes, arcs);
  const stages = nodes.map((node, j): Stage => {
    const { demand } = node;
    const law = demand?.type === "P" ? "poisson" : "normal";
    const mean = demand?.mean ?? 0;
    const deviation = demand?.standard_deviation ?? 0;
    const isEnd = demand !== null && demand !== undefined && (demand.type ?? "N") !== "None";
    return {
      name: String(node.index),
      holdingCost: holding[j]!,
      leadTime: certain(node.shipment_lead_time ?? node.processing_time ?? 0),
      capacity: null,
      demand: isEnd
        ? demandOf(law, mean, deviation, node.stockout_cost ?? 0, node.demand_bound_constant ?? 1)
        : null,
      promisedPeriods: node.external_outbound_cst ?? null,
      inboundPeriods: node.external_inbound_cst ?? 0,
    };
  });
  return { reviewPeriods: 0, stages, arcs };
}

function holdingCosts(
  nodes: readonly PublishedNode[],
  arcs: readonly { readonly from: number; readonly to: number }[],
): number[] {
  const isEchelon = nodes.every(
    ({ echelon_holding_cost }) => typeof echelon_holding_cost === "number",
  );
  if (!isEchelon) return nodes.map(({ local_holding_cost }) => local_holding_cost ?? 0);
  const total = (j: number, depth: number): number => {
    if (depth > nodes.length) throw new RangeError("echelon: the edges run in a circle");
    const above = arcs.filter(({ to }) => to === j);
    return above.reduce(
      (sum, { from }) => sum + total(from, depth + 1),
      nodes[j]!.echelon_holding_cost ?? 0,
    );
  };
  return nodes.map((_, j) => total(j, 0));
}
