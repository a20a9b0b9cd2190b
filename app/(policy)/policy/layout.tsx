import {
  Activity,
  CalendarDays,
  ChartSpline,
  CircleHelp,
  Network,
  ScrollText,
  Warehouse,
} from "lucide-react";
import type { ReactNode } from "react";
import { requirePagePrincipal } from "@/app/trpc/server.ts";
import { AppFrame } from "@/app/ui/app-frame.tsx";
import { pageTheme } from "@/app/ui/page-theme.ts";

const nav = [
  { href: "/policy/policies", label: "Policies", icon: <ScrollText aria-hidden="true" /> },
  { href: "/policy/runs", label: "Runs", icon: <Activity aria-hidden="true" /> },
  { href: "/policy/ask", label: "Ask why", icon: <CircleHelp aria-hidden="true" /> },
  { href: "/policy/network", label: "Network", icon: <Network aria-hidden="true" /> },
  { href: "/policy/market", label: "Market rounds", icon: <Warehouse aria-hidden="true" /> },
  { href: "/policy/models", label: "Forecast models", icon: <ChartSpline aria-hidden="true" /> },
  { href: "/policy/events", label: "Events", icon: <CalendarDays aria-hidden="true" /> },
] as const;

export default async function PolicyLayout({ children }: { readonly children: ReactNode }) {
  const { name, email } = await requirePagePrincipal(["policy_admin"], "/policy/policies");
  return (
    <AppFrame
      area="Policy desk"
      nav={nav}
      person={{ name, email }}
      tokensHref="/policy/tokens"
      theme={await pageTheme()}
    >
      {children}
    </AppFrame>
  );
}
