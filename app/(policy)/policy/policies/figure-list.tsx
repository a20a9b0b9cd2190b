import { DescriptionList } from "@/app/ui/description-list.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { fieldLabel, groupFields, type PolicyVersion } from "../policy-words.ts";

/** Every figure in force, by what it is for. */
export function FigureList({ version }: { readonly version: PolicyVersion }) {
  return (
    <Panel title="Figures in force" description={`Version ${version.version}`}>
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-2 2xl:grid-cols-3">
        {groupFields(version.fields).map((group) => (
          <section
            key={group.title}
            aria-label={group.title}
            className="grid content-start gap-1.5"
          >
            <h3 className="font-semibold">{group.title}</h3>
            <DescriptionList
              items={group.fields.map((field) => ({
                term: fieldLabel(version.policy, field.path),
                value: field.text,
              }))}
            />
          </section>
        ))}
      </div>
    </Panel>
  );
}
