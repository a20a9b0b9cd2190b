import { type DraftDetail, figureValue } from "../../policy-words.ts";

type DraftField = DraftDetail["fields"][number];

/** Figures as they are typed and not saved yet, by path. */
export type Typed = Readonly<Record<string, string>>;

/** What saving would change. */
export function typedChanges(
  fields: readonly DraftField[],
  typed: Typed,
): { readonly path: string; readonly value: number }[] {
  return fields.flatMap((field) => {
    const { path } = field;
    const value = figureValue(field, typed[path]);
    return value === null || value === field.value ? [] : [{ path, value }];
  });
}

/** Whether something was typed that is no figure of its unit. */
export const hasUnreadable = (fields: readonly DraftField[], typed: Typed): boolean =>
  fields.some((field) => figureValue(field, typed[field.path]) === null);
