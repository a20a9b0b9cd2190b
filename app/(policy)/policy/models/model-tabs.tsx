import { LinkTabs } from "@/app/ui/tabs.tsx";

const pages = [
  { id: "versions", href: "/policy/models", label: "Versions" },
  { id: "quality", href: "/policy/models/quality", label: "Quality by segment" },
] as const;

/** The pages about the forecast model. */
export function ModelTabs({ current }: { readonly current: (typeof pages)[number]["id"] }) {
  return (
    <LinkTabs
      label="Forecast models"
      tabs={pages.map(({ id, href, label }) => ({ href, label, isCurrent: id === current }))}
    />
  );
}
