import { Compass } from "lucide-react";
import type { Metadata } from "next";
import { ButtonLink } from "./ui/button.tsx";
import { Centred } from "./ui/centred.tsx";
import { EmptyState } from "./ui/empty-state.tsx";

export const metadata: Metadata = { title: "Not found" };

/** Also shown for things of other tenants: what one may not see does not exist. */
export default function NotFound() {
  return (
    <Centred title="Page not found">
      <EmptyState
        icon={<Compass aria-hidden="true" />}
        title="There is no page here"
        action={<ButtonLink href="/">Go to your start page</ButtonLink>}
      >
        The address may be mistyped, or it belongs to an account you are not a member of.
      </EmptyState>
    </Centred>
  );
}
