// Every question there is about an account's newest numbers in a planned world of two runs.
import { addMonths } from "@/lib/calendar/index.ts";
import type { StorageType } from "@/lib/optimizer/core/storage-type.ts";
import { isDomainError } from "@/server/core/errors.ts";
import { listAdvisedUnits } from "@/server/repositories/decision.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { Ask, Question } from "../question.ts";
import type { PlannedRun, PlannedWorld } from "./planned-world.ts";

export class Questions {
  private readonly planned: PlannedWorld;

  constructor(planned: PlannedWorld) {
    this.planned = planned;
  }

  /** Run 0 is the base, run 1 the one asked about. */
  run(index: number): PlannedRun {
    const found = this.planned.runs[index];
    if (!found) throw new Error(`questions: no run ${index}`);
    return found;
  }

  month(index: number, ahead: number): string {
    return `${addMonths(this.run(index).asOfOn.slice(0, 7), ahead)}-01`;
  }

  limitLevel(ahead = 1, storageType: StorageType = "standard"): Ask<"limitLevel"> {
    const monthOn = this.month(1, ahead);
    return { kind: "limitLevel", storageType, monthOn, runId: this.run(1).runId };
  }

  limitChange(ahead = 1, storageType: StorageType = "standard"): Ask<"limitChange"> {
    return {
      ...this.limitLevel(ahead, storageType),
      kind: "limitChange",
      baseMonthOn: this.month(0, ahead),
      baseRunId: this.run(0).runId,
    };
  }

  limitContrast(ahead = 1, storageType: StorageType = "standard"): Ask<"limitContrast"> {
    return { ...this.limitLevel(ahead, storageType), kind: "limitContrast" };
  }

  limitForward(
    deed: Pick<Ask<"limitForward">, "leaf" | "move" | "steps">,
    ahead = 2,
  ): Ask<"limitForward"> {
    return { ...this.limitLevel(ahead), kind: "limitForward", ...deed };
  }

  limitTarget(targetMm3: number, ahead = 1): Ask<"limitTarget"> {
    return { ...this.limitLevel(ahead), kind: "limitTarget", targetMm3 };
  }

  inStockChange(): Ask<"inStockChange"> {
    return { kind: "inStockChange", fromOn: this.run(0).asOfOn, toOn: this.run(1).asOfOn };
  }

  restock(productId: number): readonly [Ask<"restockLevel">, Ask<"restockChange">] {
    const level = { productId, runId: this.run(1).runId };
    return [
      { kind: "restockLevel", ...level },
      { kind: "restockChange", ...level, baseRunId: this.run(0).runId },
    ];
  }

  /** Products of an account that both runs advised on. */
  async productsOf(slug: string): Promise<number[]> {
    const { db, scope } = this.planned.worker;
    const { sellerId } = this.planned.accountOf(slug);
    const advised = (index: number) =>
      inScope(db, scope, (tx) => listAdvisedUnits(tx, scope, this.run(index).runId));
    const before = new Set((await advised(0)).map(({ productId }) => productId));
    return (await advised(1))
      .filter((row) => row.sellerId === sellerId && before.has(row.productId))
      .map(({ productId }) => productId);
  }

  async all(slug: string): Promise<Question[]> {
    const products = await this.productsOf(slug);
    return [
      ...[1, 2, 3].flatMap((ahead) => [this.limitLevel(ahead), this.limitChange(ahead)]),
      ...products.flatMap((productId) => this.restock(productId)),
      this.inStockChange(),
    ];
  }
}

/** Code of a refusal, text of an error, or "answered". */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return isDomainError(error) ? error.code : `${error}`;
  }
  return "answered";
}
