export const STORAGE_TYPES = ["standard", "oversize", "apparel"] as const;
export type StorageType = (typeof STORAGE_TYPES)[number];

/** What an inventory report says of one SKU on one day; null = it does not say. */
export interface ProductStockRow {
  readonly lineNo: number;
  readonly sku: string;
  readonly day: number;
  readonly asin: string | null;
  readonly fnsku: string | null;
  readonly title: string | null;
  readonly category: string | null;
  readonly storageType: StorageType | null;
  readonly unitVolumeMm3: number | null;
  readonly priceMicros: number | null;
  readonly onHandUnits: number | null;
  readonly inboundWorkingUnits: number | null;
  readonly inboundShippedUnits: number | null;
  readonly inboundReceivingUnits: number | null;
  readonly reservedCustomerOrderUnits: number | null;
  readonly reservedTransferUnits: number | null;
  readonly reservedProcessingUnits: number | null;
  readonly unfulfillableUnits: number | null;
  readonly aged181Units: number | null;
}

/** SKUs the marketplace writes for units it cannot name, e.g. "FBA15ABCmissing1". */
export const isPlaceholderSku = (sku: string): boolean => /^FBA\w*\.?missing\d*$/i.test(sku.trim());
