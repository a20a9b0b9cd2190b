import { type Description, DescriptionList } from "@/app/ui/description-list.tsx";
import { formatBytes, formatNumber } from "@/app/ui/format.ts";
import { formatInstant } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { Missing } from "@/app/ui/table.tsx";
import { kindLabels, type ModelDetail } from "../model-words.ts";

const Hash = ({ sha256 }: { readonly sha256: string }) => (
  <code className="text-xs break-all">SHA-256 {sha256}</code>
);

/** Where a version comes from and what it is made of. */
export function ModelFacts({ model }: { readonly model: ModelDetail }) {
  const items: Description[] = [
    { term: "Kind", value: kindLabels[model.kind] },
    {
      term: "For",
      value: `${model.marketplaceId === null ? "Any marketplace" : `Marketplace ${model.marketplaceId}`}, one step per ${model.frequency}`,
    },
    { term: "Why it was made", value: model.reason },
    { term: "Data", value: model.source ?? <Missing reason="not stored" /> },
    {
      term: "Learnt from",
      value: `${formatNumber(model.rowCount)} examples of ${formatNumber(model.seriesCount)} series`,
    },
    { term: "Size", value: formatBytes(model.byteCount) },
    {
      term: "Stored",
      value: `${formatInstant(model.createdAt)}, by ${model.creatorName ?? "a job"}`,
    },
    {
      term: "Status since",
      value: `${formatInstant(model.statusChangedAt)}, by ${model.deciderName ?? "a job"}`,
    },
    {
      term: "Data hash",
      note: "Of the series it learnt from",
      value: <Hash sha256={model.dataSha256} />,
    },
    {
      term: "Model hash",
      note: "Of its own body",
      value: <Hash sha256={model.modelSha256} />,
    },
  ];
  return (
    <Panel title="What it is">
      <DescriptionList items={items} />
    </Panel>
  );
}
