import {
  decodeBinning,
  decodeForest,
  encodeBinning,
  encodeForest,
  type Forest,
  frame,
  unframe,
} from "../../boosting/index.ts";
import type { QuantileFamily } from "../global/family.ts";
import { FeatureBuilder } from "../global/features.ts";
import { adjustedPanel } from "./adjusted-panel.ts";
import type { DemandModel, DemandSide } from "./model.ts";

const KIND = "wsDM";
const VERSION = 2;
const LENGTH_BYTES = 4;

interface SideHeader {
  readonly levels: readonly number[];
  readonly weights: readonly number[];
  readonly stretch: readonly number[];
  readonly meanFactor: readonly number[];
  readonly forestCount: number;
}

interface Header {
  readonly spreadFrom: number;
  readonly rowCount: number;
  readonly seriesCount: number;
  readonly features: readonly string[];
  readonly steps: SideHeader;
  readonly sums: SideHeader;
}

/** Names of the features that models are trained on and forecast from, in order; those told of prices and promotions have more. */
export function modelFeatureNames(isOfferTold = false): readonly string[] {
  const nothing = {
    skuCount: 0,
    weekCount: 1,
    originWeek: 0,
    horizonWeeks: 1,
    soldUnits: new Float32Array(0),
    firstWeek: new Int32Array(0),
    categoryCount: 1,
    categoryIndex: new Int32Array(0),
    weekOfYear: new Int32Array(2),
  };
  const panel = adjustedPanel(nothing, { seasonFactor: new Float64Array(2) }, isOfferTold);
  return new FeatureBuilder(panel, "level").names;
}

/**
 * A model as bytes: kind, version, length and checksum, then a header in JSON and the forests. Decoding gives a model of the
 * same forecasts, bit for bit. Cost O(bytes).
 */
export function encodeDemandModel(model: DemandModel): Uint8Array {
  const header: Header = {
    spreadFrom: model.spreadFrom,
    rowCount: model.rowCount,
    seriesCount: model.seriesCount,
    features: modelFeatureNames(model.isOfferTold),
    steps: sideHeader(model.steps),
    sums: sideHeader(model.sums),
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, text.length, true);
  const parts = [length, text, ...sideParts(model.steps), ...sideParts(model.sums)];
  return frame(KIND, VERSION, joined(parts));
}

/**
 * Reads what `encodeDemandModel` wrote. Throws RangeError saying what is wrong where bytes are missing, left over, altered or of
 * another kind or version, and for a model of other features than those forecasts are made from today.
 */
export function decodeDemandModel(bytes: Uint8Array): DemandModel {
  const { content, end } = unframe("decodeDemandModel", KIND, VERSION, bytes, 0);
  if (end !== bytes.length) fail(`${bytes.length - end} bytes left over`);
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  const bodyStart = LENGTH_BYTES + view.getUint32(0, true);
  const text = new TextDecoder().decode(content.subarray(LENGTH_BYTES, bodyStart));
  const header = JSON.parse(text) as Header;
  const isOfferTold = header.features.includes(OFFER_FEATURE);
  checkFeatures(header.features, isOfferTold);
  const steps = readSide(header.steps, content, bodyStart);
  const sums = readSide(header.sums, content, steps.end);
  if (sums.end !== content.length) fail(`${content.length - sums.end} bytes left over`);
  const { spreadFrom, rowCount, seriesCount } = header;
  return { steps: steps.side, sums: sums.side, spreadFrom, isOfferTold, rowCount, seriesCount };
}

function fail(what: string): never {
  throw new RangeError(`decodeDemandModel: ${what}`);
}

/** Only models that read offers have it. */
const OFFER_FEATURE = "logPrice";

function checkFeatures(found: readonly string[], isOfferTold: boolean): void {
  const expected = modelFeatureNames(isOfferTold);
  const at = Array.from({ length: Math.max(found.length, expected.length) }, (_, f) => f).find(
    (f) => found[f] !== expected[f],
  );
  if (at === undefined) return;
  fail(`feature ${at} must be ${expected[at] ?? "absent"}, got ${found[at] ?? "none"}`);
}

const sideHeader = ({ family, weights, stretch, meanFactor }: DemandSide): SideHeader => ({
  levels: family.levels,
  weights: [...weights],
  stretch: [...stretch],
  meanFactor: [...meanFactor],
  forestCount: family.forests.length,
});

const sideParts = ({ family }: DemandSide): Uint8Array[] => [
  encodeBinning(family.binning),
  ...family.forests.map(encodeForest),
];

function readSide(header: SideHeader, content: Uint8Array, offset: number) {
  const { binning, end: forestStart } = decodeBinning(content, offset);
  const forests: Forest[] = [];
  let end = forestStart;
  for (let k = 0; k < header.forestCount; k++) {
    const decoded = decodeForest(content, end);
    forests.push(decoded.forest);
    end = decoded.end;
  }
  const family: QuantileFamily = { levels: header.levels, binning, forests };
  const side: DemandSide = {
    family,
    weights: Float64Array.from(header.weights),
    stretch: Float64Array.from(header.stretch),
    meanFactor: Float64Array.from(header.meanFactor),
  };
  return { side, end };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
