import { type DraftDetail, storedValue } from "../../policy-words.ts";

type DraftField = DraftDetail["fields"][number];

/** Figures as they are typed and not saved yet, by path. */
export type Typed = Readonly<Record<string, string>>;

/** What saving would change. */
export function typedChanges(
  fields: readonly DraftField[],
  typed: Typed,
): { readonly path: string; readonly value: number }[] {
  return fields.flatMap(({ path, unit, value }) => {
    const text = typed[path];
    const next = text === undefined ? null : storedValue(unit, text);
    return next === null || next === value ? [] : [{ path, value: next }];
  });
}

/** Whether something was typed that is no figure of its unit. */
export const hasUnreadable = (fields: readonly DraftField[], typed: Typed): boolean =>
  fields.some(({ path, unit }) => {
    const text = typed[path];
    return text !== undefined && storedValue(unit, text) === null;
  });
