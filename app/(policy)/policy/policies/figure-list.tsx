import type { Locale } from "@/app/explanation/page-words.ts";
import { DescriptionList } from "@/app/ui/description-list.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { policyTexts } from "../policy-texts.ts";
import { fieldLabel, groupFields, type PolicyVersion } from "../policy-words.ts";

interface FigureListProps {
  readonly version: PolicyVersion;
  readonly locale: Locale;
}

/** Every figure in force, by what it is for. */
export function FigureList({ version, locale }: FigureListProps) {
  const words = policyTexts(locale).screen;
  return (
    <Panel title={words.figuresInForce} description={words.version(version.version)}>
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-2 2xl:grid-cols-3">
        {groupFields(version.fields, locale).map((group) => (
          <section
            key={group.title}
            aria-label={group.title}
            className="grid content-start gap-1.5"
          >
            <h3 className="font-semibold">{group.title}</h3>
            <DescriptionList
              items={group.fields.map((field) => ({
                term: fieldLabel(version.policy, field.path, locale),
                value: field.text,
              }))}
            />
          </section>
        ))}
      </div>
    </Panel>
  );
}
