import "server-only";

import { cookies } from "next/headers";
import { type Theme, themeCookie, themeFromCookie } from "./theme.ts";

/** The theme this browser has chosen. */
export const pageTheme = async (): Promise<Theme> =>
  themeFromCookie((await cookies()).get(themeCookie)?.value);
