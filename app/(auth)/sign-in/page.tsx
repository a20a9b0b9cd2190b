import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { createLoader, parseAsString } from "nuqs/server";
import { pagePrincipal } from "@/app/trpc/server.ts";
import { Logo } from "@/app/ui/logo.tsx";
import { demoSignIns } from "@/server/auth/index.ts";
import { returnPath } from "./return-path.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { SignInPicture } from "./sign-in-picture.tsx";

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
    <main className="grid min-h-dvh lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)]">
      <SignInPicture />
      <div className="grid grid-rows-[auto_1fr] bg-surface px-5 py-5 sm:px-8">
        <div className="lg:invisible">
          <Logo />
        </div>
        <div className="mx-auto w-full max-w-90 self-center pb-[10vh]">
          <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
          <p className="mt-1 mb-6 text-muted">Use the email address of your Whystock account.</p>
          <SignInForm
            callbackUrl={path}
            hasProviderError={error !== null}
            demoSignIns={demoSignIns()}
          />
        </div>
      </div>
    </main>
  );
}
