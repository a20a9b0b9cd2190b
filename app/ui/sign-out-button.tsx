"use client";

import { useMutation } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "./button.tsx";

/** Ends the session and leaves by a full page load, so that nothing of it stays in memory. */
export function SignOutButton() {
  const trpc = useTRPC();
  const signOut = useMutation(
    trpc.session.signOut.mutationOptions({
      onSettled: () => window.location.assign("/sign-in"),
    }),
  );
  return (
    <Button
      tone="quiet"
      size="small"
      isPending={signOut.isPending}
      onClick={() => signOut.mutate()}
    >
      {signOut.isPending ? null : <LogOut aria-hidden="true" />}
      Sign out
    </Button>
  );
}
