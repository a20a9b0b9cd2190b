// How each shape of stored facts is told: one entry per shape, after redaction for the viewer.
import { redact } from "@/lib/optimizer/explanation/index.ts";
import type { StoredAnswer } from "./answer.ts";
import { stockOutView } from "./chain-view.ts";
import { type AnswerView, changeView } from "./change-view.ts";
import { levelView } from "./level-view.ts";
import { limitContrastView } from "./limit-contrast-view.ts";
import { measuredView } from "./measured-view.ts";
import { placementContrastView } from "./placement-contrast-view.ts";
import { rateView } from "./rate-view.ts";
import type { Reader } from "./reader.ts";
import { fairnessView, provenanceView } from "./record-views.ts";
import { peersView } from "./staff-peers-view.ts";
import { recordView } from "./staff-record-view.ts";
import { forwardView, quantityContrastView, targetView, toldView } from "./what-if-view.ts";

type Facts = StoredAnswer["facts"];
type FactsOf<T extends Facts["type"]> = Extract<Facts, { readonly type: T }>;

const VIEWS: {
  readonly [T in Facts["type"]]: (
    answer: StoredAnswer,
    facts: FactsOf<T>,
    reader: Reader,
  ) => AnswerView;
} = {
  change: (answer, facts, reader) => changeView(answer, redact(facts, reader.viewer), reader),
  level: (answer, facts, reader) => levelView(answer, redact(facts, reader.viewer), reader),
  limitContrast: limitContrastView,
  rateChange: rateView,
  counterfactual: targetView,
  provenance: provenanceView,
  fairness: fairnessView,
  record: recordView,
  peers: peersView,
  forward: forwardView,
  told: toldView,
  placementContrast: placementContrastView,
  quantityContrast: quantityContrastView,
  measured: measuredView,
  stockOutChain: stockOutView,
};

/** The parts of a view that depend on the shape of its facts. */
export function factView<T extends Facts["type"]>(
  answer: StoredAnswer,
  facts: FactsOf<T>,
  reader: Reader,
): AnswerView {
  const view = VIEWS[facts.type] as (
    answer: StoredAnswer,
    facts: FactsOf<T>,
    reader: Reader,
  ) => AnswerView;
  return view(answer, facts, reader);
}
