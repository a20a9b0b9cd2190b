// What sellers' own statements have in common: whose they are, who made them and when; withdrawn by closing recorded_to.
import { type AnyPgColumn, foreignKey, primaryKey } from "drizzle-orm/pg-core";
import { id, recorded } from "./columns.ts";
import { appUser } from "./identity.ts";
import { product } from "./product.ts";
import { account } from "./seller.ts";

export const statement = {
  sellerId: id().notNull(),
  accountId: id().notNull(),
  id: id().notNull().generatedByDefaultAsIdentity(),
  createdBy: id()
    .notNull()
    .references(() => appUser.id),
  ...recorded,
};

interface StatementColumns {
  readonly sellerId: AnyPgColumn;
  readonly accountId: AnyPgColumn;
  readonly id: AnyPgColumn;
}

export const statementKeys = (t: StatementColumns) => [
  primaryKey({ columns: [t.sellerId, t.id] }),
  foreignKey({
    columns: [t.sellerId, t.accountId],
    foreignColumns: [account.sellerId, account.id],
  }),
];

/** The product of the same seller that a statement is about. */
export const aboutProduct = (sellerId: AnyPgColumn, productId: AnyPgColumn) =>
  foreignKey({
    columns: [sellerId, productId],
    foreignColumns: [product.sellerId, product.id],
  });
