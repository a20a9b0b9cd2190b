"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, IconButton } from "./button.tsx";

interface CopyButtonProps {
  readonly text: string;
  readonly label?: string;
  /** True shows the label beside the icon. */
  readonly hasText?: boolean;
  /** Said once it is done. */
  readonly doneText?: string;
}

/** Copies `text` and says so, to eyes and to screen readers. */
export function CopyButton({
  text,
  label = "Copy",
  hasText = false,
  doneText = "Copied",
}: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    );
  };
  const icon = isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />;
  return (
    <>
      {hasText ? (
        <Button size="small" onClick={copy}>
          {icon}
          {label}
        </Button>
      ) : (
        <IconButton size="small" label={label} onClick={copy}>
          {icon}
        </IconButton>
      )}
      <span role="status" className="sr-only">
        {isCopied ? doneText : ""}
      </span>
    </>
  );
}
