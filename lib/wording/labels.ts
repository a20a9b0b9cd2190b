import {
  groupLabelsEn,
  limitRuleLabelsEn,
  nodeFamiliesEn,
  nodeLabelsEn,
  ownerLabelsEn,
  playerLabelsEn,
  storageTypeLabelsEn,
} from "./labels-en.ts";

const named = (labels: Readonly<Record<string, string>>, id: string): string => labels[id] ?? id;

export const ownerLabel = (owner: string): string => named(ownerLabelsEn, owner);
export const playerLabel = (player: string): string => named(playerLabelsEn, player);
/** What holds a limit down, inside a sentence, e.g. "pool". */
export const limitRuleLabel = (rule: string): string => named(limitRuleLabelsEn, rule);
export const storageTypeLabel = (storageType: string): string =>
  named(storageTypeLabelsEn, storageType);

/** What a reader calls a driver group of a definition, e.g. ("capacity", "salesPace"). */
export const groupLabel = (definition: string, group: string): string =>
  named(groupLabelsEn[definition] ?? {}, group);

/** What a reader calls a node of a definition, e.g. ("capacity", "fairShare"). */
export function nodeLabel(definition: string, node: string): string {
  const family = nodeFamiliesEn.find(([pattern]) => pattern.test(node));
  return family ? node.replace(family[0], family[1]) : named(nodeLabelsEn[definition] ?? {}, node);
}

/** Whether a reader's name exists; tests hold that every node and group of every definition has one. */
export const hasLabel = (definition: string, id: string): boolean =>
  groupLabelsEn[definition]?.[id] !== undefined ||
  nodeLabelsEn[definition]?.[id] !== undefined ||
  nodeFamiliesEn.some(([pattern]) => pattern.test(id));
