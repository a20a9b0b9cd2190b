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
import type { DemoSignIn } from "@/server/auth/index.ts";

interface SignInFormProps {
  readonly callbackUrl: string;
  /** The identity provider sent the person back without a session. */
  readonly hasProviderError: boolean;
  /** The demo world's people; none where there is no demo world. */
  readonly demoSignIns: readonly DemoSignIn[];
}

interface Credentials {
  readonly email: string;
  readonly password: string;
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

export function SignInForm({ callbackUrl, hasProviderError, demoSignIns }: SignInFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => signInWithPassword(credentials, callbackUrl),
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
          signIn.mutate({ email, password });
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
      <DemoPeople
        people={demoSignIns}
        isPending={signIn.isPending || isLeaving}
        onChoose={(person) => signIn.mutate(person)}
      />
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

const roleNames: Readonly<Record<string, string>> = {
  seller: "Seller",
  support: "Support",
  policy_admin: "Policy admin",
};

interface DemoPeopleProps {
  readonly people: readonly DemoSignIn[];
  readonly isPending: boolean;
  readonly onChoose: (person: Credentials) => void;
}

/** One press signs in as somebody of the demo world. */
function DemoPeople({ people, isPending, onChoose }: DemoPeopleProps) {
  if (people.length === 0) return null;
  return (
    <section aria-labelledby="demo-people" className="grid gap-2 border-t border-line pt-5">
      <h2 id="demo-people" className="text-sm font-medium">
        This is a demo world. Sign in as
      </h2>
      <ul className="grid divide-y divide-line rounded-md border border-line">
        {people.map(({ email, password, role }) => (
          <li key={email}>
            <button
              type="button"
              disabled={isPending}
              onClick={() => onChoose({ email, password })}
              className="touch-target flex w-full items-center justify-between gap-3 rounded-md px-3 py-2 text-left hover:bg-hover"
            >
              <span className="font-medium whitespace-nowrap">{roleNames[role] ?? role}</span>
              <span className="min-w-0 truncate text-xs text-muted">{email}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
