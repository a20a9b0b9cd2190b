"use client";

import { type UseQueryStatesKeysMap, useQueryStates, type Values } from "nuqs";
import { useDeferredValue } from "react";

/**
 * A list view's state, held in the URL. `query` trails `state` while new rows load: pass it to the query, so that the
 * old rows stay on screen until the new ones are there (`isRefreshing`). Changing a filter or the sort goes to page 1.
 */
export function useTableState<Params extends UseQueryStatesKeysMap>(params: Params) {
  const [state, set] = useQueryStates(params, { history: "push" });
  const query = useDeferredValue(state);
  type Patch = Partial<{ [Key in keyof Values<Params>]: Values<Params>[Key] | null }>;
  const change = (patch: Patch): void => {
    void set({ page: null, ...patch } as Parameters<typeof set>[0]);
  };
  const clear = (): void => {
    void set(null);
  };
  /** For DataTable's onSort, whose texts come from the sortable columns. */
  const sortBy = (sort: string): void => change({ sort } as unknown as Patch);
  const goTo = (page: number): void => change({ page } as unknown as Patch);
  return { state, query, isRefreshing: query !== state, change, clear, sortBy, goTo } as const;
}
