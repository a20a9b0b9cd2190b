"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useId, useState } from "react";
import { className } from "./class-name.ts";
import { type Theme, themeCookie, themeFromCookie } from "./theme.ts";

const options = [
  { theme: "system", label: "Same as system", icon: Monitor },
  { theme: "light", label: "Light", icon: Sun },
  { theme: "dark", label: "Dark", icon: Moon },
] as const;

/** Applies a theme now and keeps it in a cookie, so that the server sends the next page in it: no flash, no script. */
function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every supported browser
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`;
}

/** What the document shows: the server's answer, or what was chosen since. */
const shownTheme = (initial: Theme): Theme =>
  typeof document === "undefined"
    ? initial
    : themeFromCookie(document.documentElement.dataset.theme);

export function ThemeSwitch({ initial }: { readonly initial: Theme }) {
  const [theme, setTheme] = useState(() => shownTheme(initial));
  const group = useId();
  return (
    <fieldset className="inline-flex rounded-md border border-line bg-sunken p-0.5">
      <legend className="sr-only">Colour theme</legend>
      {options.map(({ theme: option, label, icon: Icon }) => (
        <label
          key={option}
          title={label}
          className={className(
            "touch-target grid h-6.5 w-8 cursor-pointer place-items-center rounded-sm text-muted hover:text-ink",
            "has-checked:bg-surface has-checked:text-ink has-checked:shadow-sm",
            "has-focus-visible:outline-2 has-focus-visible:outline-focus",
          )}
        >
          <input
            type="radio"
            name={group}
            value={option}
            checked={theme === option}
            onChange={() => {
              setTheme(option);
              applyTheme(option);
            }}
            className="sr-only"
          />
          <Icon aria-hidden="true" className="size-3.5" />
          <span className="sr-only">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
