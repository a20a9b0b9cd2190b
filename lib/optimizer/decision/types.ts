// The vocabulary of a decision definition: a small typed graph from leaves to one output, over safe integers.

/** Scale of every traced integer. A node's value is an integer in exactly this unit. */
export type Unit =
  | "units"
  | "milliUnits"
  | "mm3"
  | "mg"
  | "micros"
  | "millionths"
  | "days"
  | "milliWeeks"
  | "weeks"
  | "id"
  | "bool";

/** Who may see a value: own = the seller it belongs to; policy = published rules; network = prices of shared space. */
export type Visibility =
  | "own"
  | "policyPublic"
  | "policyConfidential"
  | "bulletin"
  | "networkConfidential";

/** Whose doing a value is. */
export type Owner =
  | "seller"
  | "customers"
  | "carrier"
  | "fulfilment"
  | "network"
  | "policy"
  | "model"
  | "dataCorrection";

export type NodeKind = "leaf" | "formula" | "min" | "max" | "choice";

/** Computes a node from the values of its inputs, in their order. Must be pure and return a safe integer. */
export type Formula = (...input: number[]) => number;

export interface LeafSpec {
  readonly id: string;
  readonly kind: "leaf";
  readonly unit: Unit;
  /** Driver group for attribution, at most 10 distinct per definition. */
  readonly group: string;
  readonly owner: Owner;
  readonly visibility: Visibility;
  /** Direction in which raising this leaf moves the output, declared for levers the seller can act on. */
  readonly lever?: { readonly direction: 1 | -1; readonly step: number };
}

export interface ComputedSpec {
  readonly id: string;
  /** min, max and choice nodes record which input was active; a choice reads (condition, ifTrue, ifFalse). */
  readonly kind: "formula" | "min" | "max" | "choice";
  readonly unit: Unit;
  readonly inputs: readonly string[];
  /** Required for kind "formula"; min, max and choice have their meaning by kind. */
  readonly formula?: Formula;
  /** The formula as a reader writes it, with node ids: shown on screen and in docs/formulas. */
  readonly text: string;
  /** For a formula that only reshapes one input (rounding, scaling): the input to follow to find what binds. */
  readonly carries?: string;
  /** Declassifies the value; without it a node is as confidential as its most confidential input. */
  readonly visibility?: Visibility;
}

export type NodeSpec = LeafSpec | ComputedSpec;

/** Leaves of one decision by id. */
export type LeafValues = Readonly<Record<string, number>>;

/** One leaf's value from all leaves of another version of the definition. Pure. */
export type LeafMap = (leaves: LeafValues) => number;

/**
 * How inputs of the version before and of this one stand for each other; a leaf of the same id and unit is the same input. It
 * decides nothing and is no part of the code hash: a version's lift is given with the version, and kept in its bundle.
 */
export interface Lift {
  /** Code hash of the version before. */
  readonly from: string;
  /** What the leaves that are new in this version were before it. */
  readonly added: Readonly<Record<string, LeafMap>>;
  /** What leaves of the version before are under this one: those that it lacks, or that mean something else in it. */
  readonly removed?: Readonly<Record<string, LeafMap>>;
  /** Leaves that this version lacks and that stay as they were; so are others that are not named, but only from one version to the next. */
  readonly dropped?: readonly string[];
  /** The lift of the version before; none = the way back ends there. */
  readonly before?: Lift;
}

export interface DefinitionSpec {
  readonly name: string;
  /** Semantic version; any change of a formula raises it. */
  readonly version: string;
  readonly lift?: Lift;
  /** Topological order: a node's inputs come before it. */
  readonly nodes: readonly NodeSpec[];
  readonly output: string;
}

/** Named columns of equal length; every value is a safe integer. The one shape for leaves and values. */
export interface Columns {
  readonly count: number;
  readonly column: Readonly<Record<string, Float64Array>>;
}
