// What the authorization matrix cannot read from a schema: which row an input names, and what the owner's own call may answer when the
// world of the test lacks what the procedure needs. A procedure whose input needs neither has no line here.
import type { SellerWorld, TenantWorld } from "@/db/testing/tenant-world.ts";
import { ADMIN_ROWS, FC_ID } from "./decided-world.ts";
import type { InputNames } from "./minimal-input.ts";

export interface Fixture {
  /** Input in place of the generated one. `account` is whose slug it carries, `rows` whose rows it points at. */
  readonly input?: (world: TenantWorld, account: SellerWorld, rows: SellerWorld) => unknown;
  /** What a permitted call may answer beside "ok": "CODE" or "CODE:rule". */
  readonly mayAnswer?: readonly string[];
}

/** Values by property name, for inputs that name one account and rows of one seller. */
export function inputNames(
  world: TenantWorld,
  account: SellerWorld,
  rows: SellerWorld,
): InputNames {
  return {
    account: account.slug,
    caseId: rows.rowIds.support_case,
    tokenId: rows.rowIds.access_token,
    adjustmentId: rows.rowIds.forecast_adjustment,
    overrideId: rows.rowIds.restock_override,
    promotionId: rows.rowIds.declared_promotion,
    continuationId: rows.rowIds.product_continuation,
    declarationId: rows.rowIds.declared_volume,
    productId: rows.rowIds.product,
    fcId: FC_ID,
    explanationId: rows.rowIds.explanation,
    importId: rows.rowIds.import_file,
    shipmentId: rows.rowIds.inbound_shipment,
    runId: world.runId,
    baseRunId: world.previousRunId,
    fromRunId: world.previousRunId,
    toRunId: world.runId,
    draftId: world.draftId,
    roundId: world.roundId,
    ...ADMIN_ROWS,
    marketplaceId: "US",
    leafId: rows.rowIds.leaf,
    search: rows.marker,
  };
}

/** A month that lies ahead and that no declaration of the world takes. */
const declaration = (_world: TenantWorld, { slug }: SellerWorld) => ({
  account: slug,
  kind: "launch",
  storageType: "standard",
  fromMonthOn: "2027-02-01",
  toMonthOn: "2027-02-01",
  extraMm3: 1_000_000_000,
  probability: 0.5,
  note: "A new range",
});

export const FIXTURES: Readonly<Record<string, Fixture>> = {
  // Ten cubic feet at ten times the least fee.
  "market.place": {
    input: ({ roundId }, { slug }) => ({
      account: slug,
      roundId,
      steps: [{ quantityMm3: 283_168_470, feeMicrosPerM3: 282_517_340 }],
    }),
  },
  // Space is given back once, and before its month.
  "market.giveBack": {
    mayAnswer: ["CONFLICT:returned_before", "PRECONDITION_FAILED:month_begun"],
  },
  "limits.declare": { input: declaration },
  // The call before, in the order of names, took the month.
  "limits.previewDeclaration": { input: declaration, mayAnswer: ["CONFLICT:months_taken"] },
  // A confirmed limit of the world rests on it.
  "limits.withdrawDeclaration": { mayAnswer: ["CONFLICT:limit_confirmed"] },
  // Days that no other event of the kind has.
  "events.change": {
    input: () => ({
      eventId: ADMIN_ROWS.eventId,
      title: "Spring sale",
      startOn: "2026-04-11",
      endOn: "2026-04-13",
      expectedFactorMillionths: 1_800_000,
      reason: "One day later than announced",
    }),
  },
  // The world's one product has its continuation, and the generated SKU is nobody's.
  // The runs of the world planned no flows.
  "network.limitPrice": { mayAnswer: ["NOT_FOUND"] },
  "network.whatIf": { mayAnswer: ["NOT_FOUND"] },
  // Nor were they compared limit by limit.
  "desk.answer": { mayAnswer: ["PRECONDITION_FAILED:not_compared"] },
  "forecast.continueProduct": { mayAnswer: ["BAD_REQUEST:no_such_sku"] },
  // The call before, in the order of names, put a new version in its place.
  "events.withdraw": { mayAnswer: ["PRECONDITION_FAILED:not_current"] },
  // The world's version came without scores, and the generated input confirms nothing.
  "forecastModels.activate": { mayAnswer: ["PRECONDITION_FAILED:not_measured"] },
  // The world's only policy admin is the draft's author, and an author approves nothing of their own.
  "policies.approveDraft": { mayAnswer: ["FORBIDDEN:second_person_approves"] },
  // A day after the world's plan, on which a quantity can still hold.
  "replenishment.setOverride": {
    input: (world, account, rows) => ({
      account: account.slug,
      productId: rows.rowIds.product,
      units: 12,
      runId: world.runId,
      reason: "A fair in town",
      expiresOn: "2026-11-30",
    }),
  },
  // The call before, in the order of names, put another quantity in its place.
  "replenishment.withdrawOverride": { mayAnswer: ["NOT_FOUND"] },
  "placement.chooseSplit": {
    input: ({ runId }, { slug }) => ({ account: slug, split: "minimal", runId }),
  },
  // Tokens are a person's own, and the world's are its sellers'.
  "tokens.revoke": { mayAnswer: ["NOT_FOUND"] },
  "tokens.create": { input: () => ({ name: "An assistant", days: 30 }) },
  // The world's runs have ended.
  "runs.cancel": { mayAnswer: ["PRECONDITION_FAILED:run_ended"] },
  "policies.publishDraft": { mayAnswer: ["PRECONDITION_FAILED:approve_first"] },
};
