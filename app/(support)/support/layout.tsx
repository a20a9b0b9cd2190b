import { Inbox, Store } from "lucide-react";
import type { ReactNode } from "react";
import { requirePagePrincipal } from "@/app/trpc/server.ts";
import { AppFrame } from "@/app/ui/app-frame.tsx";
import { pageTheme } from "@/app/ui/page-theme.ts";

const nav = [
  { href: "/support/queue", label: "Queue", icon: <Inbox aria-hidden="true" /> },
  { href: "/support/sellers", label: "Sellers", icon: <Store aria-hidden="true" /> },
] as const;

export default async function SupportLayout({ children }: { readonly children: ReactNode }) {
  const { name, email } = await requirePagePrincipal(["support"], "/support/queue");
  return (
    <AppFrame
      area="Support desk"
      nav={nav}
      person={{ name, email }}
      tokensHref="/support/tokens"
      theme={await pageTheme()}
    >
      {children}
    </AppFrame>
  );
}
