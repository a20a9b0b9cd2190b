"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Field } from "@/app/ui/field.tsx";
import { Select } from "@/app/ui/input.tsx";
import { languageCookie } from "./language.ts";
import type { Locale } from "./page-words.ts";

/** Each language as its readers call it. */
const names: Readonly<Record<Locale, string>> = { en: "English", de: "Deutsch", ja: "日本語" };

const labels: Readonly<Record<Locale, string>> = {
  en: "Language of the answer",
  de: "Sprache der Antwort",
  ja: "回答の言語",
};

/** Chooses the language of answers: kept in a cookie, so that the server words the next one in it. */
export function LanguageSelect({ locale }: { readonly locale: Locale }) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  return (
    <Field label={labels[locale]} isLabelHidden>
      {(control) => (
        <Select
          {...control}
          value={locale}
          aria-busy={isPending}
          onChange={(event) => {
            // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every supported browser
            document.cookie = `${languageCookie}=${event.target.value}; path=/; max-age=31536000; samesite=lax`;
            start(() => router.refresh());
          }}
          options={Object.entries(names).map(([value, label]) => ({ value, label }))}
        />
      )}
    </Field>
  );
}
