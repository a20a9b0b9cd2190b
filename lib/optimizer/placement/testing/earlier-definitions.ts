// Earlier versions of the placement definition, as they were: what their traces name is the hash of these.
import {
  type ComputedSpec,
  type Definition,
  defineDecision,
  formula,
  type NodeSpec,
} from "../../decision/index.ts";
import { placementDefinition } from "../definition.ts";

const version = (of: string, nodes: readonly NodeSpec[]): Definition =>
  defineDecision({ name: "placement", version: of, nodes, output: "placedUnits" });

const serves = (zone: string, isIn: string): string =>
  `${isIn}gain_${zone} - roomMicros >= elsewhere_${zone} ? demand_${zone} : 0`;

/** A zone's demand was what is expected, sure to be sold. */
function certain(node: NodeSpec): NodeSpec[] {
  if (/_s\d$|^mean|^rest|^risk_/.test(node.id)) return [];
  const zone = /^served_(z\d+)$/.exec(node.id)?.[1];
  if (zone === undefined) return [node];
  const inputs = ["isInSplit", `gain_${zone}`, "roomMicros", `elsewhere_${zone}`, `demand_${zone}`];
  const served = (isIn: number, gain: number, toll: number, other: number, units: number) =>
    isIn === 1 && gain - toll >= other ? units : 0;
  const text = serves(zone, "isInSplit = 1 and ");
  return [formula(node.id, "milliUnits", inputs, text, served, { visibility: "own" })];
}

export const placement120 = version("1.2.0", placementDefinition.nodes.flatMap(certain));

const TOLD: ReadonlySet<string> = new Set(["lanes", "building"]);

/** What carriers and buildings are paid was everybody's to read. */
const told = (node: NodeSpec): NodeSpec =>
  node.kind === "leaf" && TOLD.has(node.group) ? { ...node, visibility: "policyPublic" } : node;

export const placement110 = version("1.1.0", placement120.nodes.map(told));

/** Sellers could not choose a split. */
function unsplit(node: NodeSpec): NodeSpec[] {
  if (node.id === "isInSplit") return [];
  const zone = /^served_(z\d+)$/.exec(node.id)?.[1];
  if (zone === undefined) return [node];
  const { inputs } = node as ComputedSpec;
  const served = (gain: number, toll: number, other: number, units: number) =>
    gain - toll >= other ? units : 0;
  const text = serves(zone, "");
  return [formula(node.id, "milliUnits", inputs.slice(1), text, served, { visibility: "own" })];
}

export const placement100 = version("1.0.0", placement110.nodes.flatMap(unsplit));
