import { LinkTabs } from "@/app/ui/tabs.tsx";

interface MarketplaceTabsProps {
  /** Of the page, without parameters. */
  readonly path: string;
  readonly marketplaces: readonly { readonly marketplaceId: string; readonly name: string }[];
  readonly current: string | null;
  /** English unless told. */
  readonly label?: string;
}

/** One page per marketplace; nothing to choose where there is one. */
export function MarketplaceTabs({
  path,
  marketplaces,
  current,
  label = "Marketplaces",
}: MarketplaceTabsProps) {
  if (marketplaces.length < 2) return null;
  return (
    <LinkTabs
      label={label}
      tabs={marketplaces.map(({ marketplaceId, name }) => ({
        href: `${path}?marketplace=${marketplaceId}`,
        label: name,
        isCurrent: marketplaceId === current,
      }))}
    />
  );
}
