import * as de from "./de/labels.ts";
import { nodeFamiliesDe, nodeLabelsDe } from "./de/nodes.ts";
import * as deTerms from "./de/terms.ts";
import * as ja from "./ja/labels.ts";
import { nodeFamiliesJa, nodeLabelsJa } from "./ja/nodes.ts";
import * as jaTerms from "./ja/terms.ts";
import * as en from "./labels-en.ts";
import type { Locale } from "./locale.ts";
import { nodeFamiliesEn } from "./node-families-en.ts";
import * as enTerms from "./terms-en.ts";

type Labels = Readonly<Record<string, string>>;

/** Everything that has a name of its own, in one language. */
export interface LabelCatalogue {
  readonly owners: Labels;
  readonly players: Labels;
  readonly limitRules: Labels;
  readonly storageTypes: Labels;
  readonly contrastParts: Labels;
  readonly quantityRules: Labels;
  readonly zones: Labels;
  readonly splits: Labels;
  readonly groups: Readonly<Record<string, Labels>>;
  readonly nodes: Readonly<Record<string, Labels>>;
  /** Names of families of nodes that differ by numbers in their id; $1, $2 are filled from it. */
  readonly families: readonly (readonly [RegExp, string])[];
}

export const LABELS: Readonly<Record<Locale, LabelCatalogue>> = {
  en: {
    owners: en.ownerLabelsEn,
    players: en.playerLabelsEn,
    limitRules: en.limitRuleLabelsEn,
    storageTypes: en.storageTypeLabelsEn,
    contrastParts: enTerms.contrastPartLabelsEn,
    quantityRules: enTerms.quantityRuleLabelsEn,
    zones: enTerms.zoneLabelsEn,
    splits: enTerms.splitLabelsEn,
    groups: en.groupLabelsEn,
    nodes: en.nodeLabelsEn,
    families: nodeFamiliesEn,
  },
  de: {
    owners: de.ownerLabelsDe,
    players: de.playerLabelsDe,
    limitRules: de.limitRuleLabelsDe,
    storageTypes: de.storageTypeLabelsDe,
    contrastParts: deTerms.contrastPartLabelsDe,
    quantityRules: deTerms.quantityRuleLabelsDe,
    zones: deTerms.zoneLabelsDe,
    splits: deTerms.splitLabelsDe,
    groups: de.groupLabelsDe,
    nodes: nodeLabelsDe,
    families: nodeFamiliesDe,
  },
  ja: {
    owners: ja.ownerLabelsJa,
    players: ja.playerLabelsJa,
    limitRules: ja.limitRuleLabelsJa,
    storageTypes: ja.storageTypeLabelsJa,
    contrastParts: jaTerms.contrastPartLabelsJa,
    quantityRules: jaTerms.quantityRuleLabelsJa,
    zones: jaTerms.zoneLabelsJa,
    splits: jaTerms.splitLabelsJa,
    groups: ja.groupLabelsJa,
    nodes: nodeLabelsJa,
    families: nodeFamiliesJa,
  },
};

type Kind =
  | "owners"
  | "players"
  | "limitRules"
  | "storageTypes"
  | "contrastParts"
  | "quantityRules"
  | "zones"
  | "splits";

const labelOf =
  (kind: Kind) =>
  (id: string, locale: Locale = "en"): string =>
    LABELS[locale][kind][id] ?? id;

export const ownerLabel = labelOf("owners");
export const playerLabel = labelOf("players");
/** What holds a limit down, inside a sentence, e.g. "pool". */
export const limitRuleLabel = labelOf("limitRules");
export const storageTypeLabel = labelOf("storageTypes");
/** What makes one building dearer than another, e.g. "lane". */
export const contrastPartLabel = labelOf("contrastParts");
/** What can hold an advised quantity down, inside a sentence, e.g. "pack". */
export const quantityRuleLabel = labelOf("quantityRules");
/** Where a shipment is sent to, by the rate card. */
export const zoneLabel = labelOf("zones");
/** A way of splitting a shipment, inside a sentence, e.g. "minimal". */
export const splitLabel = labelOf("splits");

/** What a reader calls a driver group of a definition, e.g. ("capacity", "salesPace"), or a cause that any may have. */
export function groupLabel(definition: string, group: string, locale: Locale = "en"): string {
  const { groups } = LABELS[locale];
  return groups[definition]?.[group] ?? groups.anyDefinition?.[group] ?? group;
}

/** Definitions whose nodes are nodes of another, and are called as they are there. */
const NODES_OF: Readonly<Record<string, string>> = { score: "capacity" };

/** What a reader calls a node of a definition, e.g. ("capacity", "fairShare"). */
export function nodeLabel(definition: string, node: string, locale: Locale = "en"): string {
  const { families, nodes } = LABELS[locale];
  const family = families.find(([pattern]) => pattern.test(node));
  if (family) return node.replace(family[0], family[1]);
  return nodes[NODES_OF[definition] ?? definition]?.[node] ?? node;
}

/** Whether a reader's name exists; tests hold that every node and group of every definition has one. */
export function hasLabel(definition: string, id: string, locale: Locale = "en"): boolean {
  const { groups, nodes, families } = LABELS[locale];
  return (
    groups[definition]?.[id] !== undefined ||
    nodes[NODES_OF[definition] ?? definition]?.[id] !== undefined ||
    families.some(([pattern]) => pattern.test(id))
  );
}
