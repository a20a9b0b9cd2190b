// Nights of proof as policy admins see them.
import { z } from "zod";

const Failure = z.strictObject({
  runId: z.number().int(),
  definition: z.string().nullable(),
  accountId: z.number().int().nullable(),
  chunkNo: z.number().int().nullable(),
  what: z.string(),
});

export const AuditList = z.strictObject({
  nights: z.array(
    z.strictObject({
      nightOn: z.iso.date(),
      finishedAt: z.iso.datetime(),
      sampledCount: z.number().int(),
      explainedCount: z.number().int(),
      movedRunCount: z.number().int(),
      failures: z.array(Failure),
    }),
  ),
});
export type AuditList = z.infer<typeof AuditList>;
