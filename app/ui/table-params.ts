import {
  createParser,
  parseAsString,
  parseAsStringLiteral,
  type SingleParserBuilder,
} from "nuqs/server";

// A list view's state in the URL. Shared by the page (prefetch) and the screen (useTableState): a parameter that is
// missing or makes no sense falls back to its default and never to an error.

/** A column id, with "-" before it for largest first. */
export type SortText<Column extends string> = Column | `-${Column}`;

export interface Sort<Column extends string = string> {
  readonly column: Column;
  readonly isDescending: boolean;
}

/** A page number from 1 on. */
export const parseAsPage = createParser({
  parse: (text) => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : null),
  serialize: String,
});

/** Parameters every list view has: sort, page and search text. Add a view's own filters beside them. */
export function tableParams<const Column extends string>(
  sortable: readonly Column[],
  defaultSort: SortText<NoInfer<Column>>,
) {
  const texts = sortable.flatMap((column): SortText<Column>[] => [column, `-${column}`]);
  const sort: SingleParserBuilder<SortText<Column>> = parseAsStringLiteral(texts);
  return {
    sort: sort.withDefault(defaultSort as NonNullable<SortText<Column>>),
    page: parseAsPage.withDefault(1),
    q: parseAsString.withDefault(""),
  };
}

/** "-advisedUnits" to { column: "advisedUnits", isDescending: true }. */
export const sortOf = <Column extends string>(text: SortText<Column>): Sort<Column> =>
  text.startsWith("-")
    ? { column: text.slice(1) as Column, isDescending: true }
    : { column: text as Column, isDescending: false };

/** The inverse of {@link sortOf}. */
export const sortText = <Column extends string>(sort: Sort<Column>): SortText<Column> =>
  sort.isDescending ? `-${sort.column}` : sort.column;
