// What support reads around one seller's pages and where sellers are found, in the reader's language.
import type { Locale } from "@/app/explanation/page-words.ts";

const en = {
  viewingAs: (whose: string): string => `Viewing as ${whose}`,
  terms: (marketplace: string): string => `- ${marketplace} - read only - on record`,
  areas: "Areas of this seller",
  tabs: {
    overview: "Overview",
    forecast: "Forecast",
    limits: "Limits",
    extraSpace: "Extra space",
    replenishment: "Replenishment",
    fees: "Fees",
    imports: "Imports",
  },
  sellers: "Sellers",
  sellersAbout:
    "Find an account by its name, its seller, or a SKU, ASIN or FNSKU. Opening one is on record.",
  search: "Seller, account or SKU",
  found: "Accounts found",
  nothing: "Nothing found",
  nothingWhy: "No seller, account or SKU matches this search. A SKU is found by its beginning.",
  showAll: "Show all accounts",
  results: (count: number): string => (count === 1 ? "1 result" : `${count} results`),
  cut: (results: string): string => `First ${results}: search to narrow them down`,
  account: "Account",
  seller: "Seller",
  marketplace: "Marketplace",
  sku: "SKU found",
  byName: "found by name",
};
export type SellerWords = typeof en;

const de: SellerWords = {
  viewingAs: (whose) => `Ansicht als ${whose}`,
  terms: (marketplace) => `- ${marketplace} - nur lesen - wird festgehalten`,
  areas: "Bereiche dieses Händlers",
  tabs: {
    overview: "Übersicht",
    forecast: "Prognose",
    limits: "Limits",
    extraSpace: "Zusätzlicher Platz",
    replenishment: "Nachschub",
    fees: "Gebühren",
    imports: "Importe",
  },
  sellers: "Händler",
  sellersAbout:
    "Ein Konto finden Sie über seinen Namen, den Händler oder eine SKU, ASIN oder FNSKU. Dass Sie eines öffnen, wird festgehalten.",
  search: "Händler, Konto oder SKU",
  found: "Gefundene Konten",
  nothing: "Nichts gefunden",
  nothingWhy:
    "Kein Händler, kein Konto und keine SKU passt zu dieser Suche. Eine SKU findet man über ihren Anfang.",
  showAll: "Alle Konten zeigen",
  results: (count) => (count === 1 ? "1 Treffer" : `${count} Treffer`),
  cut: (results) => `Die ersten ${results}: Eine genauere Suche zeigt weniger`,
  account: "Konto",
  seller: "Händler",
  marketplace: "Marktplatz",
  sku: "Gefundene SKU",
  byName: "über den Namen gefunden",
};

const ja: SellerWords = {
  viewingAs: (whose) => `${whose}として表示中`,
  terms: (marketplace) => `- ${marketplace} - 閲覧のみ - 記録されます`,
  areas: "この出品者の画面",
  tabs: {
    overview: "概要",
    forecast: "予測",
    limits: "保管上限",
    extraSpace: "追加スペース",
    replenishment: "補充",
    fees: "手数料",
    imports: "取り込み",
  },
  sellers: "出品者",
  sellersAbout: "アカウント名、出品者名、SKU、ASIN、FNSKUで探せます。開いたことは記録されます。",
  search: "出品者、アカウント、SKU",
  found: "見つかったアカウント",
  nothing: "見つかりませんでした",
  nothingWhy: "この検索に合う出品者、アカウント、SKUはありません。SKUは先頭の文字で探せます。",
  showAll: "すべてのアカウントを表示",
  results: (count) => `${count}件`,
  cut: (results) => `最初の${results}のみ表示：検索で絞り込んでください`,
  account: "アカウント",
  seller: "出品者",
  marketplace: "マーケットプレイス",
  sku: "見つかったSKU",
  byName: "名前で見つかりました",
};

const SELLER_WORDS: Readonly<Record<Locale, SellerWords>> = { en, de, ja };

export const sellerWords = (locale: Locale): SellerWords => SELLER_WORDS[locale];
