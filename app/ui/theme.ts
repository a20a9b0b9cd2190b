export const themeCookie = "whystock_theme";
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The theme named by the cookie; anything unknown means the system's. */
export const themeFromCookie = (value: string | undefined): Theme =>
  themes.find((theme) => theme === value) ?? "system";
