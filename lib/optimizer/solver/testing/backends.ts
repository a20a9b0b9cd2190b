import type { BackendModel, Claim, LpBackend, SolveOrder } from "../backend.ts";

/** A backend that hands on every claim through `change`, and counts what it was asked. */
export function spoiltBackend(
  honest: LpBackend,
  change: (claim: Claim, order: SolveOrder, solves: number) => Claim,
): LpBackend & { readonly orders: SolveOrder[]; readonly opened: () => number } {
  const orders: SolveOrder[] = [];
  let opened = 0;
  return {
    orders,
    opened: () => opened,
    async open(program) {
      opened += 1;
      const model = await honest.open(program);
      return {
        async solve(changes, order) {
          orders.push(order);
          return change(await model.solve(changes, order), order, orders.length);
        },
        dispose: () => model.dispose(),
      } satisfies BackendModel;
    },
  };
}
