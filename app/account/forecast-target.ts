import { notFound } from "next/navigation";

export interface ForecastPageProps {
  readonly params: Promise<{ readonly account: string; readonly productId: string }>;
}

/** The product that an address names; a page that does not exist where it cannot be a product's number. */
export async function forecastTarget({ params }: ForecastPageProps) {
  const { account, productId } = await params;
  if (!/^[1-9]\d{0,14}$/.test(productId)) notFound();
  return { account, productId: Number(productId) };
}
