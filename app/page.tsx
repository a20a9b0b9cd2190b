import { redirect } from "next/navigation";
import { homePath } from "./home-path.ts";
import { pagePrincipal } from "./trpc/server.ts";
import { Centred } from "./ui/centred.tsx";
import { EmptyState } from "./ui/empty-state.tsx";
import { SignOutButton } from "./ui/sign-out-button.tsx";

/** The way in: to sign-in, or to where the person's work starts. */
export default async function RootPage() {
  const principal = await pagePrincipal();
  if (principal === null) redirect("/sign-in");
  const path = homePath(principal);
  if (path !== null) redirect(path);
  return (
    <Centred>
      <h1 className="sr-only">No account yet</h1>
      <EmptyState
        title="You are signed in, but no account is open to you"
        action={<SignOutButton />}
      >
        Ask the person who invited you to add you to their seller account, then sign in again.
      </EmptyState>
    </Centred>
  );
}
