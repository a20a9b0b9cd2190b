import type { Metadata } from "next";
import { TokensPage } from "@/app/tokens/tokens-page.tsx";

export const metadata: Metadata = { title: "Access tokens" };

export default TokensPage;
