// Questions about extra space that a plain question can mean: the newest round that decided about the account, or that is open.
import type { Tx } from "@/db/client.ts";
import { MILLION } from "@/lib/units/index.ts";
import { findAccount } from "@/server/repositories/account.ts";
import { listRounds, type RoundRow } from "@/server/repositories/market.ts";
import { listResults } from "@/server/repositories/market-request.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { marketPolicyOf } from "@/server/services/policies/policy-fields.ts";
import { bandOf, feeOf, perM3 } from "../grant-reasons.ts";
import type { Understood } from "./classify.ts";
import { type Choice, type Label, says } from "./label.ts";

const ROUNDS_READ = 60;
/** A volume to ask about where none is named: this many of the least lots. */
const LOTS = 4;
const HALF_CENT = 5000;

const subjectOf = ({ storageType, monthOn }: RoundRow): Label =>
  says("askBoxGrant", {
    storageType: { storageType },
    month: { month: monthOn },
  });

/** The best fit first; none where no round has decided about the account, and none takes requests. */
export async function grantChoices(
  tx: Tx,
  scope: SellerScope,
  { type, text, money }: Understood,
): Promise<Choice[]> {
  const account = await findAccount(tx, scope);
  if (!account) return [];
  const words = text.toLowerCase();
  const all = await listRounds(tx, scope, account.marketplaceId, ROUNDS_READ);
  const named = all.filter(({ storageType }) => words.includes(storageType));
  const rounds = named.length > 0 ? named : all;
  if (type === "forward") {
    const open = rounds.find(({ status }) => status === "open");
    return open ? [await offerChoice(tx, scope, open, money)] : [];
  }
  const results = await listResults(
    tx,
    scope,
    rounds.map(({ roundId }) => roundId),
  );
  const decided = rounds.filter(({ roundId }) => results.some((row) => row.roundId === roundId));
  const [round] = decided;
  if (!round) return [];
  const level: Choice = {
    label: says("askBoxLevel", { subject: subjectOf(round) }),
    question: { kind: "grantLevel", roundId: round.roundId },
  };
  return [...special(round, decided, type), level];
}

function special(
  round: RoundRow,
  decided: readonly RoundRow[],
  type: Understood["type"],
): Choice[] {
  const { roundId } = round;
  const subject = subjectOf(round);
  switch (type) {
    case "contrast":
      return [
        {
          label: says("askBoxGrantContrast", { subject }),
          question: { kind: "grantContrast", roundId },
        },
      ];
    case "counterfactual":
      return [
        {
          label: says("askBoxGrantTarget", { subject }),
          question: { kind: "grantTarget", roundId },
        },
      ];
    case "provenance":
      return [
        {
          label: says("askBoxSources", { subject }),
          question: { kind: "grantSources", roundId },
        },
      ];
    case "fairness":
      return [
        {
          label: says("askBoxFairness", { subject }),
          question: { kind: "grantFairness", roundId },
        },
      ];
    case "change": {
      const before = decided.find(
        (one) => one.storageType === round.storageType && one.monthOn < round.monthOn,
      );
      if (!before) return [];
      return [
        {
          label: says("askBoxChange", { subject }),
          question: { kind: "grantChange", roundId, baseRoundId: before.roundId },
        },
      ];
    }
    default:
      return [];
  }
}

/** The offer that is named, else one in the middle of what was published, else of the least fee; for a few lots. */
async function offerChoice(
  tx: Tx,
  scope: SellerScope,
  round: RoundRow,
  perFoot: number | null,
): Promise<Choice> {
  const policy = marketPolicyOf(round.policyBody);
  const band = await bandOf(tx, scope, round);
  const usual = band?.median ?? policy.reserveMicrosPerM3Month;
  const named = perFoot === null ? null : MILLION * perFoot;
  // An offer told in cents is the one that it was told for.
  const isUsual = named === null || Math.abs(named - feeOf(round, usual).value) <= HALF_CENT;
  const feeMicrosPerM3 = isUsual ? usual : perM3(named);
  const { unit, value } = feeOf(round, feeMicrosPerM3);
  return {
    label: says("askBoxGrantForward", { fee: { unit, value } }),
    question: {
      kind: "grantForward",
      roundId: round.roundId,
      quantityMm3: LOTS * policy.minimumLotMm3,
      feeMicrosPerM3,
    },
  };
}
