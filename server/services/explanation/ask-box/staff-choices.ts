// Questions that staff can mean by plain words about one account: what is on record of its decisions.
import type { Tx } from "@/db/client.ts";
import { addMonths } from "@/lib/calendar/index.ts";
import type { MessageId } from "@/lib/wording/index.ts";
import { type CoveringRun, findLatestRun } from "@/server/repositories/latest-run.ts";
import { findRestock } from "@/server/repositories/restock.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { limitsOf } from "@/server/services/limits/list-limits.ts";
import type { Ask } from "../question.ts";
import { viewerOf } from "../staff-only.ts";
import { dayNamed } from "./dates.ts";
import { type Choice, type Found, type Label, says } from "./label.ts";
import type { Metric } from "./metric-rules.ts";
import type { Product } from "./quantity-choices.ts";

type About = Ask<"staffLimitRecord">["about"];

interface Topic {
  readonly about: About;
  readonly pattern: RegExp;
  readonly label: MessageId;
}

const TOPICS: readonly Topic[] = [
  {
    about: "replay",
    pattern: /\b(reproduc\w*|recomput\w*|replay\w*|comput\w+ again)\b/,
    label: "askBoxReplay",
  },
  {
    about: "handSet",
    pattern: /\b(overrid\w*|by hand|by whom|manual(ly)?)\b/,
    label: "askBoxHandSet",
  },
  {
    about: "late",
    pattern:
      /\b(late|delayed|missing) (feeds?|reports?|data|files?|rows?|imports?)\b|\bdata faults?\b/,
    label: "askBoxLate",
  },
  {
    about: "policy",
    pattern: /\b(consistent|in line|accord\w*) (with|to)\b.*\bpolic(y|ies)\b|\bpolicy in force\b/,
    label: "askBoxPolicy",
  },
];

/** What on the record of a decision is asked for; null where it is something else, or a seller asks. */
export function recordTopic(scope: SellerScope, text: string): Topic | null {
  if (viewerOf(scope) === "seller") return null;
  const words = text.toLowerCase();
  return TOPICS.find(({ pattern }) => pattern.test(words)) ?? null;
}

const PEERS =
  /\b(same|similar|shared?) (main )?causes?\b|\bsimilar cases\b|\bcauses?\b.*\bother (sellers|accounts)\b|\bother (sellers|accounts)\b.*\b(too|also|as well)\b/;

/** Whether others with the same cause are asked for, by staff. */
export const isAboutPeers = (scope: SellerScope, text: string): boolean =>
  viewerOf(scope) !== "seller" && PEERS.test(text.toLowerCase());

/** Similar cases of the limit that is named, for the newest month that was compared with another run's, and of the product that is meant. */
export async function peersChoices(
  tx: Tx,
  scope: SellerScope,
  { text, metric, product }: Meant,
): Promise<Choice[]> {
  const ofLimit = await limitPeers(tx, scope, text);
  const ofProduct = product ? advicePeers(product) : [];
  return isOfLimit(metric) ? [...ofLimit, ...ofProduct] : [...ofProduct, ...ofLimit];
}

const isOfLimit = (metric: Metric | null): boolean =>
  metric === "capacity_limit" || metric === "ipi_score";

const advicePeers = ({ productId, sku, runId, baseRunId }: Product): Choice[] =>
  baseRunId === null
    ? []
    : [
        {
          label: says("askBoxPeers", { subject: says("askBoxQuantity", { sku }) }),
          question: { kind: "staffRestockPeers", productId, runId, baseRunId },
        },
      ];

async function limitPeers(tx: Tx, scope: SellerScope, text: string): Promise<Choice[]> {
  const type = await typeNamed(tx, scope, text);
  const month = type?.months.findLast(
    ({ current, before }) => before !== null && before.runId !== current.runId,
  );
  if (!type || !month?.before) return [];
  const { monthOn, current, before } = month;
  const { storageType } = type;
  return [
    {
      label: says("askBoxPeers", { subject: limitText(storageType, monthOn) }),
      question: {
        kind: "staffLimitPeers",
        storageType,
        monthOn,
        runId: current.runId,
        baseMonthOn: before.monthOn,
        baseRunId: before.runId,
      },
    },
  ];
}

interface Meant {
  readonly text: string;
  readonly metric: Metric | null;
  readonly product: Product | null;
}

/** The record of the decisions of the day that is named, or of the newest plan: of the product that is meant, and of the limit. */
export async function recordChoices(
  tx: Tx,
  scope: SellerScope,
  topic: Topic,
  { text, metric, product }: Meant,
): Promise<Found> {
  const newest = await findLatestRun(tx, scope);
  if (!newest) return { choices: [], note: says("askBoxNoPlan") };
  const asked = dayNamed(text, newest.asOfOn);
  const run = (asked && (await findLatestRun(tx, scope, asked))) || newest;
  const quantity = product ? await quantityRecord(tx, scope, topic, run, product) : [];
  const limit = await limitRecord(tx, scope, topic, run, text);
  return {
    choices: isOfLimit(metric) ? [...limit, ...quantity] : [...quantity, ...limit],
    note:
      asked === null || asked === run.asOfOn
        ? null
        : says("askBoxNoPlanOn", { day: { day: asked }, near: { day: run.asOfOn } }),
  };
}

const label = (topic: Topic, subject: Label, run: CoveringRun): Label =>
  says(topic.label, { subject, day: { day: run.asOfOn } });

async function quantityRecord(
  tx: Tx,
  scope: SellerScope,
  topic: Topic,
  run: CoveringRun,
  { productId, sku }: Product,
): Promise<Choice[]> {
  if (!(await findRestock(tx, scope, run.runId, { productId }))) return [];
  const { about } = topic;
  return [
    {
      label: label(topic, says("askBoxQuantity", { sku }), run),
      question: { kind: "staffRestockRecord", about, productId, runId: run.runId },
    },
  ];
}

async function limitRecord(
  tx: Tx,
  scope: SellerScope,
  topic: Topic,
  run: CoveringRun,
  text: string,
): Promise<Choice[]> {
  const type = await typeNamed(tx, scope, text);
  if (!type) return [];
  const monthOn = `${addMonths(run.asOfOn.slice(0, 7), 1)}-01`;
  const { storageType } = type;
  const { about } = topic;
  return [
    {
      label: label(topic, limitText(storageType, monthOn), run),
      question: { kind: "staffLimitRecord", about, storageType, monthOn, runId: run.runId },
    },
  ];
}

/** The account's limits of the storage type that a text names, else of the first. */
async function typeNamed(tx: Tx, scope: SellerScope, text: string) {
  const { storageTypes } = await limitsOf(tx, scope);
  const words = text.toLowerCase();
  return storageTypes.find(({ storageType }) => words.includes(storageType)) ?? storageTypes[0];
}

const limitText = (storageType: string, monthOn: string): Label =>
  says("askBoxLimit", {
    storageType: { storageType },
    month: { month: monthOn },
  });
