/** The closed list of storage types; its order is the storage type's index in every array and trace. */
export const storageTypes = ["standard", "oversize", "apparel"] as const;

export type StorageType = (typeof storageTypes)[number];

export const storageTypeCount = storageTypes.length;

/** Index of a storage type in `storageTypes`. */
export const storageTypeIndex = (storageType: StorageType): number =>
  storageTypes.indexOf(storageType);

/** True when `text` names a storage type. */
export const isStorageType = (text: string): text is StorageType =>
  (storageTypes as readonly string[]).includes(text);
