import "server-only";

import { cookies } from "next/headers";
import { type Locale, localeFrom } from "@/lib/wording/index.ts";
import { languageCookie } from "./language.ts";

/** The language that this browser has chosen to read answers in. */
export const readerLocale = async (): Promise<Locale> =>
  localeFrom((await cookies()).get(languageCookie)?.value);
