import type { Viewer } from "@/lib/optimizer/explanation/index.ts";
import type { Locale } from "@/lib/wording/index.ts";

/** Who reads an answer: whose eyes decide what is shown, and in which language it is told. */
export interface Reader {
  readonly viewer: Viewer;
  readonly locale: Locale;
}
