// Every question that the box offers, with what somebody who types it must be understood to mean.
import { FEE_KINDS, REMOVABLE_FEES, SPLIT_OPTIONS } from "@/lib/optimizer/fees/index.ts";
import type { MessageId } from "@/lib/wording/index.ts";
import type { Understood } from "../classify.ts";
import { type Label, says } from "../label.ts";
import type { Metric } from "../metric-rules.ts";
import type { QuestionType } from "../type-rules.ts";

type LabelId = Extract<MessageId, `askBox${string}`>;

/** A question that the box offers, and what it must be understood as when somebody types it. */
interface Own {
  readonly label: Label;
  readonly meant: Partial<Understood>;
}

const SKU = "OGK-KIT-0160";
const month = { month: "2026-12-01" };
const day = { day: "2026-11-23" };
const span = { from: { day: "2026-10-26" }, to: { day: "2026-11-23" } };
const months = { from: { month: "2026-10-01" }, to: { month: "2026-11-01" } };
const units = { unit: "units", value: 200 } as const;
const days = (value: number) => ({ unit: "days", value });
const percent = (value: number) => ({ unit: "millionths", value: value * 10_000 });

const storageTypes = ["standard", "oversize", "apparel"].map((storageType) => ({ storageType }));
const limits = storageTypes.map((storageType) => says("askBoxLimit", { storageType, month }));
const scores = storageTypes.map((storageType) => says("askBoxScore", { storageType, month }));
const grants = storageTypes.map((storageType) => says("askBoxGrant", { storageType, month }));
const quantity = says("askBoxQuantity", { sku: SKU });
const forecast = says("askBoxForecast", { sku: SKU });
const placement = says("askBoxPlacement", { sku: SKU, fc: "DAL2" });
const stockTarget = says("askBoxStockTarget", { sku: SKU, fc: "DAL2" });
const stocks = [says("askBoxStock"), says("askBoxStockOf", { sku: SKU })];
const speed = says("askBoxSpeed");

type Fee = (typeof FEE_KINDS)[number];
const feeOf = (fee: Fee): Label[] => [
  { id: "subjectFees", values: { month, fee: { fee } }, isInSentence: true },
  { id: "subjectFeesOf", values: { sku: SKU, month, fee: { fee } }, isInSentence: true },
];
const allFees = [says("askBoxFees", { month }), says("askBoxFeesOf", { sku: SKU, month })];

const own = (type: QuestionType, metric: Metric, more: Partial<Understood> = {}) => ({
  of: (id: LabelId, values: Label["values"] = {}): Own => ({
    label: says(id, values),
    meant: { type, metric, ...more },
  }),
});

/** Of each subject, with its number. */
const subjects = (
  ...of: readonly (readonly [Metric, readonly Label[]])[]
): { metric: Metric; subject: Label; more: Partial<Understood> }[] =>
  of.flatMap(([metric, labels]) => labels.map((subject) => ({ metric, subject, more: {} })));

const feeSubjects = [
  ...allFees.map((subject) => ({
    metric: "fees" as const,
    subject,
    more: { fee: "all" as const },
  })),
  ...FEE_KINDS.flatMap((fee) =>
    feeOf(fee).map((subject) => ({ metric: "fees" as const, subject, more: { fee } })),
  ),
];
const removable = REMOVABLE_FEES.flatMap((fee) => feeOf(fee).map((subject) => ({ fee, subject })));

const about = (
  type: QuestionType,
  id: LabelId,
  of: readonly { metric: Metric; subject: Label; more: Partial<Understood> }[],
  values: Label["values"] = {},
): Own[] =>
  of.map(({ metric, subject, more }) => own(type, metric, more).of(id, { subject, ...values }));

const decided = subjects(
  ["capacity_limit", limits],
  ["ipi_score", scores],
  ["market_result", grants],
  ["recommended_qty", [quantity]],
  ["placement_share", [placement]],
);
const counted = subjects(["units_on_hand", stocks], ["delivery_speed", [speed]]);
const forecasts = subjects(["forecast", [forecast]]);
const fasterBy = percent(10);

/** Every message of the box: what it is asked with, or what it is for where nobody types it. */
const LABELS: Readonly<Record<LabelId, readonly Own[] | "subject" | "note" | "staff">> = {
  askBoxLimit: "subject",
  askBoxQuantity: "subject",
  askBoxStock: "subject",
  askBoxStockOf: "subject",
  askBoxSpeed: "subject",
  askBoxFees: "subject",
  askBoxFeesOf: "subject",
  askBoxForecast: "subject",
  askBoxScore: "subject",
  askBoxGrant: "subject",
  askBoxSplit: "subject",
  askBoxPlacement: "subject",
  askBoxStockTarget: "subject",
  askBoxNoLimit: "note",
  askBoxNearest: "note",
  askBoxUnknown: "note",
  askBoxOutside: "note",
  askBoxDoubt: "note",
  askBoxProduct: "note",
  askBoxNoPlan: "note",
  askBoxNoPlanOn: "note",
  askBoxNoRound: "note",
  askBoxNoOpenRound: "note",
  askBoxPromotionSells: "note",
  askBoxLevel: [
    ...about("level", "askBoxLevel", [...decided, ...counted, ...forecasts, ...feeSubjects]),
    own("level", "placement_share").of("askBoxLevel", { subject: stockTarget }),
    own("level", "placement_share").of("askBoxLevel", { subject: says("askBoxSplit") }),
  ],
  askBoxChange: about("change", "askBoxChange", [...decided, ...forecasts]),
  askBoxSources: about("provenance", "askBoxSources", [
    ...decided,
    ...forecasts,
    ...feeSubjects,
    ...subjects(["units_on_hand", stocks]),
  ]),
  askBoxFairness: about("fairness", "askBoxFairness", decided),
  askBoxCountedFairness: about("fairness", "askBoxCountedFairness", [...counted, ...feeSubjects]),
  askBoxBetween: [
    ...about("change", "askBoxBetween", counted, span),
    ...about("change", "askBoxBetween", feeSubjects, months),
  ],
  askBoxForward: about("forward", "askBoxForward", [
    ...subjects(["capacity_limit", limits], ["ipi_score", scores]),
    ...subjects(["recommended_qty", [quantity]], ["forecast", [forecast]]),
    ...feeSubjects,
  ]),
  askBoxForwardLeadTime: [
    own("forward", "recommended_qty").of("askBoxForwardLeadTime", {
      subject: quantity,
      from: days(14),
      to: days(21),
    }),
  ],
  askBoxLimitUse: storageTypes.map((storageType) =>
    own("level", "capacity_limit").of("askBoxLimitUse", { storageType, month }),
  ),
  askBoxHigher: limits.map((subject) =>
    own("contrast", "capacity_limit").of("askBoxHigher", { subject }),
  ),
  askBoxContrast: about(
    "contrast",
    "askBoxContrast",
    [
      { metric: "recommended_qty", subject: quantity, more: { units: 200 } },
      { metric: "forecast", subject: forecast, more: { units: 200 } },
    ],
    { target: units },
  ),
  askBoxTarget: [
    own("counterfactual", "recommended_qty", { units: 200 }).of("askBoxTarget", {
      subject: quantity,
      target: units,
    }),
    ...about("counterfactual", "askBoxTarget", subjects(["capacity_limit", limits]), {
      target: { unit: "mm3", value: 14_158_423_296 },
    }),
    ...about("counterfactual", "askBoxTarget", subjects(["ipi_score", scores]), {
      target: percent(104),
    }),
  ],
  askBoxRevised: limits.map((subject) =>
    own("change", "capacity_limit").of("askBoxRevised", { subject, day }),
  ),
  askBoxForwardDeed: [
    ...deedsOf("capacity", "capacity_limit", limits),
    ...deedsOf("score", "ipi_score", scores),
  ],
  askBoxNearestDeed: "note",
  askBoxRemoval: "note",
  askBoxRemovalShare: "note",
  askBoxConfirmed: "note",
  askBoxTooFar: "note",
  askBoxRoom: [own("level", "recommended_qty", { topic: "room" }).of("askBoxRoom", { sku: SKU })],
  askBoxLimitScore: limits.map((subject) =>
    own("level", "capacity_limit").of("askBoxLimitScore", { subject }),
  ),
  askBoxReserved: about(
    "level",
    "askBoxReserved",
    stocks.map((subject) => ({
      metric: "units_on_hand",
      subject,
      more: { topic: "reserved" },
    })),
  ),
  askBoxExcess: about(
    "level",
    "askBoxExcess",
    stocks.map((subject) => ({ metric: "units_on_hand", subject, more: { topic: "excess" } })),
  ),
  askBoxOverPlan: about(
    "contrast",
    "askBoxOverPlan",
    stocks.map((subject) => ({ metric: "units_on_hand", subject, more: { topic: "overPlan" } })),
  ),
  askBoxCover: [
    own("forward", "units_on_hand").of("askBoxCover", {
      subject: says("askBoxStockOf", { sku: SKU }),
    }),
  ],
  askBoxRate: [own("change", "in_stock_rate").of("askBoxRate", span)],
  askBoxRateLevel: [own("level", "in_stock_rate").of("askBoxRateLevel", { day })],
  askBoxLostSales: [
    own("level", "in_stock_rate", { topic: "lostSales" }).of("askBoxLostSales", { day }),
  ],
  askBoxRateAdvised: [
    own("counterfactual", "in_stock_rate", { isHindsight: true }).of("askBoxRateAdvised", { day }),
  ],
  askBoxRateSources: [own("provenance", "in_stock_rate").of("askBoxRateSources", { day })],
  askBoxRateFairness: [own("fairness", "in_stock_rate").of("askBoxRateFairness", { day })],
  askBoxRateForward: [own("forward", "in_stock_rate").of("askBoxRateForward", span)],
  askBoxRateForwardAdvised: [own("forward", "in_stock_rate").of("askBoxRateForwardAdvised", span)],
  askBoxRateTarget: [
    own("counterfactual", "in_stock_rate", { percent: 95, isHindsight: false }).of(
      "askBoxRateTarget",
      { target: percent(95), ...span },
    ),
  ],
  askBoxSpeedContrast: [own("contrast", "delivery_speed").of("askBoxSpeedContrast")],
  askBoxSpeedSources: [own("provenance", "delivery_speed").of("askBoxSpeedSources")],
  askBoxSpeedTarget: [
    own("counterfactual", "delivery_speed", { percent: 10 }).of("askBoxSpeedTarget", {
      share: fasterBy,
    }),
  ],
  askBoxSpeedForward: (["none", "advised", "minimal"] as const).map((shipment) =>
    own("forward", "delivery_speed").of("askBoxSpeedForward", { shipment, ...span }),
  ),
  askBoxFeeContrast: FEE_KINDS.flatMap((fee) =>
    about(
      "contrast",
      "askBoxFeeContrast",
      feeOf(fee).map((subject) => ({ metric: "fees", subject, more: { fee } })),
    ),
  ),
  askBoxFeeTarget: about(
    "counterfactual",
    "askBoxFeeTarget",
    removable.map(({ fee, subject }) => ({ metric: "fees", subject, more: { fee } })),
  ),
  askBoxFeeForward: about(
    "forward",
    "askBoxFeeForward",
    [...feeSubjects, ...removable].map(({ subject }) => ({
      metric: "fees",
      subject,
      more: { units: 200, isRemoval: true },
    })),
    { units },
  ),
  askBoxPromotion: [1.5, 3].map((factor) =>
    own("forward", "forecast").of("askBoxPromotion", {
      subject: forecast,
      factor: { unit: "millionths", value: factor * 1_000_000 },
    }),
  ),
  askBoxGrantContrast: grants.map((subject) =>
    own("contrast", "market_result").of("askBoxGrantContrast", { subject }),
  ),
  askBoxGrantTarget: grants.map((subject) =>
    own("counterfactual", "market_result").of("askBoxGrantTarget", { subject }),
  ),
  askBoxGrantForward: [
    own("forward", "market_result").of("askBoxGrantForward", {
      fee: { unit: "USD/ft3", value: 1_850_000 },
    }),
  ],
  askBoxElsewhere: [
    own("contrast", "placement_share").of("askBoxElsewhere", {
      sku: SKU,
      fc: "DAL2",
      other: "EWR1",
    }),
  ],
  askBoxSplitForward: SPLIT_OPTIONS.map((split) =>
    own("forward", "placement_share").of("askBoxSplitForward", { split: { split } }),
  ),
  askBoxSplitChoice: [own("contrast", "placement_share").of("askBoxSplitChoice")],
  askBoxOthers: "note",
  askBoxFreight: "note",
  askBoxPeers: "staff",
  askBoxPolicy: "staff",
  askBoxHandSet: "staff",
  askBoxReplay: "staff",
  askBoxLate: "staff",
};

function deedsOf(definition: string, metric: Metric, of: readonly Label[]): Own[] {
  const shares = [
    "sellThroughMillionths",
    "excessShareMillionths",
    "strandedShareMillionths",
    "inStockShareMillionths",
  ].map((node) => ({ lever: { node, definition }, from: percent(2), to: percent(1.8) }));
  const volumes = ["declaredMm3", "newSelectionMm3", "shippedWeeklyMm3"].map((node) => ({
    lever: { node, definition },
    from: { unit: "mm3", value: 28_316_846_592 },
    to: { unit: "mm3", value: 31_148_531_251 },
  }));
  const levers = definition === "score" ? shares : [...shares, ...volumes];
  return of.flatMap((subject) =>
    levers.map((values) => own("forward", metric).of("askBoxForwardDeed", { subject, ...values })),
  );
}

export const OWN_LABELS: readonly Own[] = Object.values(LABELS).flatMap((own) =>
  typeof own === "string" ? [] : own,
);

/** Of limits and quantities alike. */
const decisions = [...limits, quantity];

/** What staff are offered besides, by what it asks of the record of a decision. */
export const RECORD_LABELS = (
  [
    ["policy", "askBoxPolicy"],
    ["handSet", "askBoxHandSet"],
    ["replay", "askBoxReplay"],
    ["late", "askBoxLate"],
  ] as const
).flatMap(([about, id]) =>
  decisions.map((subject) => ({ about, label: says(id, { subject, day }) })),
);

export const PEER_LABELS: readonly Label[] = decisions.map((subject) =>
  says("askBoxPeers", { subject }),
);
