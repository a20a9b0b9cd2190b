// The demo world's people, for the sign-in page. An installation without a demo world has none.
import { z } from "zod";
import { environment } from "@/server/core/env.ts";

const DemoSignIns = z.array(
  z.object({ email: z.string(), password: z.string(), role: z.string() }),
);
export type DemoSignIn = z.infer<typeof DemoSignIns>[number];

/** Throws when the variable is set and is not what `npm start` writes. */
export function demoSignIns(
  text: string | undefined = environment().WHYSTOCK_DEMO_ACCOUNTS,
): readonly DemoSignIn[] {
  return text === undefined ? [] : DemoSignIns.parse(JSON.parse(text));
}
