import "@fontsource-variable/inter/opsz.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { ApiProvider } from "./trpc/client.tsx";
import { pageTheme } from "./ui/page-theme.ts";

export const metadata: Metadata = {
  title: { default: "Whystock", template: "%s - Whystock" },
  description: "Stock, limits and replenishment, and why every number is what it is.",
  icons: { icon: "/icon.svg" },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f8f9" },
    { media: "(prefers-color-scheme: dark)", color: "#0c1013" },
  ],
};

/** The document. The theme comes from a cookie, so that the first paint is already right and no script is needed. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = await pageTheme();
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} suppressHydrationWarning>
      <body>
        <NuqsAdapter>
          <ApiProvider>{children}</ApiProvider>
        </NuqsAdapter>
      </body>
    </html>
  );
}
