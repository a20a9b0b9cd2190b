import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { createLoader, parseAsString } from "nuqs/server";
import { pagePrincipal } from "@/app/trpc/server.ts";
import { Centred } from "@/app/ui/centred.tsx";
import { returnPath } from "./return-path.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

const loadParams = createLoader({
  callbackUrl: parseAsString.withDefault("/"),
  error: parseAsString,
});

interface SignInPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await loadParams(searchParams);
  const path = returnPath(callbackUrl);
  if ((await pagePrincipal()) !== null) redirect(path);
  return (
    <Centred title="Sign in" isTitleShown>
      <SignInForm callbackUrl={path} hasProviderError={error !== null} />
    </Centred>
  );
}
