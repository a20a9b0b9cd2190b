// Commitments of decisions: four salted digests, one per class of reader, under one leaf. Whoever is given the values and the
// salt of a class can check that they were fixed with the run, and learns nothing of the other three.
import type { Definition } from "./define.ts";
import { concatenate, type Hash, length, treeRoot } from "./root.ts";
import type { Columns, Unit, Visibility } from "./types.ts";

/** Classes that are disclosed together, in the order of their digests. */
export const disclosureClasses = ["own", "policy", "bulletin", "confidential"] as const;
export type DisclosureClass = (typeof disclosureClasses)[number];

/** The class that a value of a visibility is committed in. */
export const classOfVisibility: Readonly<Record<Visibility, DisclosureClass>> = {
  own: "own",
  policyPublic: "policy",
  bulletin: "bulletin",
  policyConfidential: "confidential",
  networkConfidential: "confidential",
};

/** Whose decision it is: committed with every class, so that a digest fits one decision only. */
export interface Subject {
  readonly accountId: number;
  readonly key: number;
}

/** The 32 bytes that keep a class of one decision from being guessed; HMAC of a key of the run in production. */
export type Salt = (subject: Subject, disclosed: DisclosureClass) => Uint8Array;

const DECISION = Uint8Array.of(0);
const CLASS = Uint8Array.of(4);
const CHUNK = Uint8Array.of(5);
const VALUE_BYTES = 8;
const HASH_BYTES = 32;
const SUBJECT_BYTES = 2 * VALUE_BYTES;

export interface CommittedNode {
  readonly id: string;
  readonly unit: Unit;
}

/** The nodes of a definition by class, in node order. */
export function nodesByClass(
  definition: Definition,
): Readonly<Record<DisclosureClass, readonly CommittedNode[]>> {
  const nodes: Record<DisclosureClass, CommittedNode[]> = {
    own: [],
    policy: [],
    bulletin: [],
    confidential: [],
  };
  definition.nodes.forEach(({ id, unit }, index) => {
    nodes[classOfVisibility[definition.visibility[index]!]].push({ id, unit });
  });
  return nodes;
}

/** What says which values follow, and in which order: a class of a definition by its nodes' names and units. */
export const classHeaderText = (
  definitionName: string,
  disclosed: DisclosureClass,
  nodes: readonly CommittedNode[],
): string =>
  [definitionName, disclosed, ...nodes.map(({ id, unit }) => `${id} ${unit}`)].join("\n");

/** Digest of one class: H(4 | salt | H(header) | account | key | values), each number in 8 bytes, big-endian. */
export function classDigest(
  salt: Uint8Array,
  headerHash: Uint8Array,
  subject: Subject,
  values: ArrayLike<number>,
  hash: Hash,
): Uint8Array {
  const message = classMessage(headerHash, values.length);
  startMessage(message, salt, subject);
  for (let i = 0; i < values.length; i++) writeInteger(message.view, valueAt(i), values[i]!);
  return hash(message.bytes);
}

/** What is hashed of a class: written over and over, so that no decision costs memory of its own. */
interface ClassMessage {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

const valueAt = (index: number): number => 1 + 2 * HASH_BYTES + SUBJECT_BYTES + index * VALUE_BYTES;

function classMessage(headerHash: Uint8Array, valueCount: number): ClassMessage {
  const bytes = new Uint8Array(valueAt(valueCount));
  bytes.set(CLASS);
  bytes.set(headerHash, 1 + HASH_BYTES);
  return { bytes, view: new DataView(bytes.buffer) };
}

function startMessage({ bytes, view }: ClassMessage, salt: Uint8Array, subject: Subject): void {
  bytes.set(salt, 1);
  writeInteger(view, 1 + 2 * HASH_BYTES, subject.accountId);
  writeInteger(view, 1 + 2 * HASH_BYTES + VALUE_BYTES, subject.key);
}

// Two's complement in two halves: a safe integer needs no BigInt.
function writeInteger(view: DataView, at: number, value: number): void {
  if (value >= 0 && value < 2 ** 32) {
    view.setInt32(at, 0);
    view.setUint32(at + 4, value);
    return;
  }
  const high = Math.floor(value / 2 ** 32);
  view.setInt32(at, high);
  view.setUint32(at + 4, value - high * 2 ** 32);
}

/** Leaf of one decision: H(0 | own | policy | bulletin | confidential). */
export const decisionLeaf = (
  digests: Readonly<Record<DisclosureClass, Uint8Array>>,
  hash: Hash,
): Uint8Array =>
  hash(concatenate([DECISION, ...disclosureClasses.map((disclosed) => digests[disclosed])]));

/** Root of a chunk: H(5 | code hash | decisions | tree of its leaves). */
export const chunkCommitment = (
  codeHash: Uint8Array,
  leaves: readonly Uint8Array[],
  hash: Hash,
): Uint8Array => hash(concatenate([CHUNK, codeHash, length(leaves), treeRoot(leaves, hash)]));

export interface Committer {
  /** The four digests of a row of all node values. */
  readonly digests: (
    values: Columns,
    row: number,
    subject: Subject,
  ) => Record<DisclosureClass, Uint8Array>;
  /** The leaves of rows 0..subjects.length - 1. */
  readonly leaves: (values: Columns, subjects: readonly Subject[]) => Uint8Array[];
}

/** Commits decisions of one definition. `hash` must not keep the bytes it is given. Cost: 4 salts and 5 hashes a decision, the values' bytes apart. */
export function committer(definition: Definition, salt: Salt, hash: Hash): Committer {
  const encoder = new TextEncoder();
  const nodes = nodesByClass(definition);
  const classes = disclosureClasses.map((disclosed) => {
    const header = classHeaderText(definition.name, disclosed, nodes[disclosed]);
    const ids = nodes[disclosed].map(({ id }) => id);
    return { disclosed, ids, message: classMessage(hash(encoder.encode(header)), ids.length) };
  });
  // Columns are looked up once for all rows.
  const open = (values: Columns) => {
    const columns = classes.map(({ ids }) => ids.map((id) => values.column[id]!));
    return (row: number, subject: Subject, c: number): Uint8Array => {
      const { disclosed, message } = classes[c]!;
      startMessage(message, salt(subject, disclosed), subject);
      const own = columns[c]!;
      for (let i = 0; i < own.length; i++) writeInteger(message.view, valueAt(i), own[i]![row]!);
      return hash(message.bytes);
    };
  };
  const leaf = new Uint8Array(1 + classes.length * HASH_BYTES);
  leaf.set(DECISION);
  return {
    digests: (values, row, subject) => {
      const digest = open(values);
      const found: Partial<Record<DisclosureClass, Uint8Array>> = {};
      classes.forEach(({ disclosed }, c) => {
        found[disclosed] = digest(row, subject, c);
      });
      return found as Record<DisclosureClass, Uint8Array>;
    },
    leaves: (values, subjects) => {
      const digest = open(values);
      return subjects.map((subject, row) => {
        for (let c = 0; c < classes.length; c++)
          leaf.set(digest(row, subject, c), 1 + c * HASH_BYTES);
        return hash(leaf);
      });
    },
  };
}
