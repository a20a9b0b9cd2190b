"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  type SignInResult,
  signInProviders,
  signInWithPassword,
  signInWithProvider,
} from "@/app/trpc/session-client.ts";
import { Button } from "@/app/ui/button.tsx";
import { Field } from "@/app/ui/field.tsx";
import { formatCount } from "@/app/ui/format.ts";
import { Input } from "@/app/ui/input.tsx";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";

interface SignInFormProps {
  readonly callbackUrl: string;
  /** The identity provider sent the person back without a session. */
  readonly hasProviderError: boolean;
}

/** Which of address and password is wrong is never told. */
function refusalText(result: SignInResult): string | null {
  switch (result.status) {
    case "signed_in":
      return null;
    case "refused":
      return "That email and password do not belong together. Check both and try again.";
    case "limited": {
      const minutes = Math.max(1, Math.ceil(result.retryAfterSeconds / 60));
      return `Too many attempts. Try again in ${formatCount(minutes, "minute")}.`;
    }
    case "unavailable":
      return "Signing in is not possible right now. Try again in a moment.";
    default: {
      const never: never = result;
      throw new RangeError(`refusalText: unknown result ${JSON.stringify(never)}`);
    }
  }
}

export function SignInForm({ callbackUrl, hasProviderError }: SignInFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => signInWithPassword({ email, password }, callbackUrl),
    onSuccess: (result) => {
      if (result.status === "signed_in") window.location.assign(result.url);
    },
  });
  const isLeaving = signIn.data?.status === "signed_in";
  const refusal = signIn.data ? refusalText(signIn.data) : null;
  const providerRefusal =
    hasProviderError && !signIn.data
      ? "Signing in did not work. Try again, or use your password."
      : null;
  return (
    <div className="grid gap-5">
      <div role="alert" className="empty:-mb-5">
        {(refusal ?? providerRefusal) ? (
          <NoticeBar kind="bad" title="Not signed in.">
            {refusal ?? providerRefusal}
          </NoticeBar>
        ) : null}
      </div>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        <Field label="Email">
          {(control) => (
            <Input
              {...control}
              type="email"
              name="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label="Password">
          {(control) => (
            <Input
              {...control}
              type="password"
              name="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button
          type="submit"
          tone="primary"
          isPending={signIn.isPending || isLeaving}
          className="mt-1 h-9.5"
        >
          Sign in
        </Button>
      </form>
      <Providers callbackUrl={callbackUrl} />
    </div>
  );
}

/** The identity provider's button, where this installation has one. */
function Providers({ callbackUrl }: { readonly callbackUrl: string }) {
  const providers = useQuery({ queryKey: ["sign-in-providers"], queryFn: signInProviders });
  const leave = useMutation({ mutationFn: (id: string) => signInWithProvider(id, callbackUrl) });
  if (!providers.data || providers.data.length === 0) return null;
  return (
    <div className="grid gap-3 border-t border-line pt-5">
      {providers.data.map(({ id, name }) => (
        <Button key={id} isPending={leave.isPending} onClick={() => leave.mutate(id)}>
          Continue with {name}
        </Button>
      ))}
    </div>
  );
}
