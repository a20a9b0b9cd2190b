// What sellers of the demo world declared about the sales ahead of them, in the order they said it.
import type { StorageType } from "@/lib/optimizer/core/storage-type.ts";

export interface DemoDeclaration {
  readonly account: string;
  readonly saidOn: string;
  /** null = it stands. */
  readonly withdrawnOn: string | null;
  readonly kind: "launch" | "promotion" | "moving_volume" | "new_funds";
  readonly storageType: StorageType;
  readonly fromMonthOn: string;
  readonly toMonthOn: string;
  /** Extra sales in each month. */
  readonly extraCubicFeet: number;
  readonly probability: number;
  /** Tells declarations of an account apart: no two share it. */
  readonly note: string;
}

type Said = Omit<DemoDeclaration, "account" | "storageType" | "toMonthOn" | "withdrawnOn"> &
  Partial<Pick<DemoDeclaration, "toMonthOn" | "withdrawnOn">>;

const saidBy = (account: string, storageType: StorageType, said: readonly Said[]) =>
  said.map(
    (each): DemoDeclaration => ({
      account,
      storageType,
      toMonthOn: each.fromMonthOn,
      withdrawnOn: null,
      ...each,
    }),
  );

/**
 * Marrow Lane's word comes true, Orchard Gate's is cautious, Saltbox Harbor's goods lie in port, Tollgate and Bluff Street
 * promise what does not come.
 */
export const demoDeclarations: readonly DemoDeclaration[] = [
  ...saidBy("marrow-lane-apparel", "apparel", [
    {
      saidOn: "2026-08-31",
      fromMonthOn: "2026-09-01",
      kind: "launch",
      extraCubicFeet: 20,
      probability: 0.6,
      note: "Autumn range of 14 styles, samples approved",
    },
    {
      saidOn: "2026-09-16",
      fromMonthOn: "2026-10-01",
      kind: "promotion",
      extraCubicFeet: 120,
      probability: 0.7,
      note: "Two weeks on the front page of a fashion newsletter, paid",
    },
    {
      saidOn: "2026-10-19",
      fromMonthOn: "2026-11-01",
      toMonthOn: "2026-12-01",
      kind: "promotion",
      extraCubicFeet: 150,
      probability: 0.7,
      note: "The newsletter runs us again until Christmas",
    },
    {
      saidOn: "2026-11-17",
      fromMonthOn: "2027-01-01",
      toMonthOn: "2027-02-01",
      kind: "launch",
      extraCubicFeet: 60,
      probability: 0.5,
      note: "Spring range, first orders placed with the mill",
    },
  ]),
  ...saidBy("orchard-gate-kitchen", "standard", [
    {
      saidOn: "2026-09-10",
      fromMonthOn: "2026-10-01",
      kind: "promotion",
      extraCubicFeet: 60,
      probability: 0.2,
      note: "A cooking show may feature our knives",
    },
    {
      saidOn: "2026-11-23",
      fromMonthOn: "2027-03-01",
      kind: "launch",
      extraCubicFeet: 90,
      probability: 0.4,
      note: "Cast-iron range, tooling ordered",
    },
  ]),
  ...saidBy("saltbox-harbor-home", "standard", [
    {
      saidOn: "2026-09-14",
      fromMonthOn: "2026-10-01",
      kind: "moving_volume",
      extraCubicFeet: 150,
      probability: 0.6,
      note: "Two containers from our own warehouse, on the water",
    },
  ]),
  ...saidBy("bluff-street-trading", "standard", [
    {
      saidOn: "2026-09-29",
      fromMonthOn: "2026-10-01",
      kind: "promotion",
      extraCubicFeet: 60,
      probability: 0.8,
      note: "Halloween sale, bigger than last year's",
    },
  ]),
  ...saidBy("tollgate-large-goods", "oversize", [
    {
      saidOn: "2026-09-21",
      fromMonthOn: "2026-10-01",
      kind: "new_funds",
      extraCubicFeet: 600,
      probability: 0.9,
      note: "A new credit line to buy treadmills with",
    },
    {
      saidOn: "2026-11-03",
      withdrawnOn: "2026-11-12",
      kind: "launch",
      fromMonthOn: "2027-01-01",
      extraCubicFeet: 400,
      probability: 0.5,
      note: "Garden sheds, if the supplier signs",
    },
  ]),
];
