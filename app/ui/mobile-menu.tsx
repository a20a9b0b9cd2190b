"use client";

import { Menu as MenuIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { IconButton } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

interface MobileMenuProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** The rail as a sheet. It belongs to the page it was opened on, so going elsewhere closes it. */
export function MobileMenu({ label, children }: MobileMenuProps) {
  const pathname = usePathname();
  const [openedOn, setOpenedOn] = useState<string | null>(null);
  return (
    <Dialog
      shape="sheet"
      title={label}
      isOpen={openedOn === pathname}
      onOpenChange={(isOpen) => setOpenedOn(isOpen ? pathname : null)}
      trigger={
        <IconButton label="Open menu">
          <MenuIcon aria-hidden="true" />
        </IconButton>
      }
    >
      <div className="flex h-full flex-col gap-4">{children}</div>
    </Dialog>
  );
}
