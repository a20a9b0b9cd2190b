import { expect, it } from "vitest";
import { isStorageType, storageTypeIndex, storageTypes } from "./storage-type.ts";

it("keeps the index of each storage type, on which stored traces depend", () => {
  expect(storageTypes.map(storageTypeIndex)).toEqual([0, 1, 2]);
  expect(storageTypes).toEqual(["standard", "oversize", "apparel"]);
  expect(isStorageType("apparel")).toBe(true);
  expect(isStorageType("footwear")).toBe(false);
});
