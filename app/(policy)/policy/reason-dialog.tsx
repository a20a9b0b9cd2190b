"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { Field } from "@/app/ui/field.tsx";
import { Textarea } from "@/app/ui/input.tsx";

interface ReasonDialogProps {
  readonly title: string;
  /** What the act does and does not do. */
  readonly description: ReactNode;
  /** Opens it. */
  readonly trigger: ReactNode;
  /** The button that does it. */
  readonly label: string;
  readonly tone: "primary" | "danger";
  readonly isPending: boolean;
  readonly refusal: string | undefined;
  /** Does it; the dialog closes when it succeeds. */
  readonly onConfirm: (reason: string) => Promise<unknown>;
  /** What must be read or ticked before. */
  readonly children?: ReactNode;
}

/** An act that takes a reason, which stays on record. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, description, trigger, label, tone, isPending, refusal, onConfirm, children } =
    props;
  const [isOpen, setIsOpen] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason") ?? "");
    // A refusal stays on screen, beside the field.
    onConfirm(reason).then(
      () => setIsOpen(false),
      () => undefined,
    );
  };
  return (
    <Dialog
      title={title}
      description={description}
      trigger={trigger}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
    >
      <form onSubmit={submit} className="grid gap-4">
        {children}
        <Field label="Reason" hint="It stays on record." error={refusal}>
          {(control) => (
            <Textarea {...control} name="reason" required minLength={10} maxLength={500} />
          )}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" tone={tone} isPending={isPending}>
            {label}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
