import { Compass } from "lucide-react";
import { ButtonLink } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";

/** Also shown for things of other tenants: what one may not see does not exist. */
export function NotFoundState() {
  return (
    <>
      <h1 className="sr-only">Page not found</h1>
      <EmptyState
        icon={<Compass aria-hidden="true" />}
        title="There is no page here"
        action={<ButtonLink href="/">Go to your start page</ButtonLink>}
      >
        The address may be mistyped, or it belongs to an account you are not a member of.
      </EmptyState>
    </>
  );
}
