import {
  Boxes,
  ChartLine,
  FileInput,
  Gauge,
  LayoutDashboard,
  MapPinned,
  MessagesSquare,
  PackagePlus,
  Receipt,
  Warehouse,
} from "lucide-react";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { requirePagePrincipal } from "@/app/trpc/server.ts";
import { AccountSwitcher } from "@/app/ui/account-switcher.tsx";
import { AppFrame } from "@/app/ui/app-frame.tsx";
import { pageTheme } from "@/app/ui/page-theme.ts";

interface SellerLayoutProps {
  readonly params: Promise<{ readonly account: string }>;
  readonly children: ReactNode;
}

const areas = [
  { path: "overview", label: "Overview", icon: <LayoutDashboard aria-hidden="true" /> },
  { path: "inventory", label: "Inventory", icon: <Boxes aria-hidden="true" /> },
  { path: "forecast", label: "Forecast", icon: <ChartLine aria-hidden="true" /> },
  { path: "limits", label: "Limits", icon: <Gauge aria-hidden="true" /> },
  { path: "extra-space", label: "Extra space", icon: <Warehouse aria-hidden="true" /> },
  { path: "replenishment", label: "Replenishment", icon: <PackagePlus aria-hidden="true" /> },
  { path: "placement", label: "Placement", icon: <MapPinned aria-hidden="true" /> },
  { path: "fees", label: "Fees", icon: <Receipt aria-hidden="true" /> },
  { path: "imports", label: "Imports", icon: <FileInput aria-hidden="true" /> },
  { path: "cases", label: "Cases", icon: <MessagesSquare aria-hidden="true" /> },
] as const;

/** A seller's frame; the account in the address must be one of the person's own. */
export default async function SellerLayout({ params, children }: SellerLayoutProps) {
  const { account } = await params;
  const { name, email, accounts } = await requirePagePrincipal(
    ["seller"],
    `/s/${account}/overview`,
  );
  if (!accounts.some(({ slug }) => slug === account)) notFound();
  const switchable = accounts.map((row) => ({
    slug: row.slug,
    name: row.name,
    marketplaceName: row.marketplaceName,
  }));
  return (
    <AppFrame
      area="Seller"
      switcher={<AccountSwitcher accounts={switchable} current={account} />}
      nav={areas.map(({ path, ...area }) => ({ ...area, href: `/s/${account}/${path}` }))}
      person={{ name, email }}
      tokensHref={`/s/${account}/tokens`}
      theme={await pageTheme()}
    >
      {children}
    </AppFrame>
  );
}
