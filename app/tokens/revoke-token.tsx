"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Dialog } from "@/app/ui/dialog.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";

interface RevokeTokenProps {
  readonly tokenId: number;
  readonly name: string;
}

/** Ends a token after asking once. */
export function RevokeToken({ tokenId, name }: RevokeTokenProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const revoke = useMutation(
    trpc.tokens.revoke.mutationOptions({
      onSuccess: async () => {
        setIsOpen(false);
        await queryClient.invalidateQueries(trpc.tokens.pathFilter());
      },
    }),
  );
  const refusal = refusalText(revoke.error, {});
  return (
    <Dialog
      title={`Revoke “${name}”`}
      description="What uses it is refused from its next request on. This cannot be undone."
      trigger={
        <Button size="small" aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      }
      isOpen={isOpen}
      onOpenChange={setIsOpen}
    >
      <div className="grid gap-3">
        {refusal ? (
          <p role="alert" className="text-bad">
            {refusal}
          </p>
        ) : null}
        <div className="flex justify-end">
          <Button
            tone="danger"
            isPending={revoke.isPending}
            onClick={() => revoke.mutate({ tokenId })}
          >
            Revoke the token
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
