import { Badge } from "@/app/ui/badge.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Input } from "@/app/ui/input.tsx";
import {
  type DraftDetail,
  fieldLabel,
  figureValue,
  type PolicyName,
  type PolicyProblem,
  problemText,
  typedText,
  unitSuffix,
} from "../../policy-words.ts";

export type DraftField = DraftDetail["fields"][number];

interface FigureFieldProps {
  readonly policy: PolicyName;
  readonly field: DraftField;
  readonly baseVersion: number;
  readonly problem: PolicyProblem | undefined;
  /** What was typed and not saved yet. */
  readonly typed: string | undefined;
  readonly isReadOnly: boolean;
  readonly onType: (text: string) => void;
}

/** One figure with its unit, what it is in the base version, and what is wrong with it. */
export function FigureField(props: FigureFieldProps) {
  const { policy, field, baseVersion, problem, typed, isReadOnly, onType } = props;
  const { path, unit, value, baseValue, baseText } = field;
  const text = typed ?? typedText(unit, value);
  const stored = figureValue(field, typed);
  const error =
    stored === null
      ? "Enter a number; weeks, days and counts are whole."
      : problem && stored === value
        ? problemText(unit, problem)
        : undefined;
  return (
    <Field
      label={fieldLabel(policy, path)}
      error={error}
      hint={
        <span className="inline-flex flex-wrap items-center gap-x-1.5">
          Version {baseVersion}: {baseText}
          {stored !== baseValue ? <Badge tone="accent">changed</Badge> : null}
        </span>
      }
    >
      {(control) => (
        <span className="flex items-center gap-2">
          <Input
            {...control}
            inputMode="decimal"
            className="tabular text-right"
            value={text}
            readOnly={isReadOnly}
            onChange={(event) => onType(event.target.value)}
          />
          <span className="w-12 shrink-0 text-muted">{unitSuffix(unit)}</span>
        </span>
      )}
    </Field>
  );
}
