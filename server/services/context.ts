// What every use case receives beside its input.
import type { Db } from "@/db/client.ts";
import type { Clock } from "@/server/core/clock.ts";
import type { Logger } from "@/server/core/logger.ts";
import type {
  Scope,
  SellerScope,
  StaffRole,
  StaffScope,
  WorkerScope,
} from "@/server/repositories/scope.ts";

export type Role = "seller" | StaffRole;

/** Who acts: a person in a role, or the system itself. */
export type Actor =
  | { readonly kind: "user"; readonly userId: number; readonly role: Role }
  | { readonly kind: "system"; readonly name: "worker" | "command" | "demo_world" };

export interface ServiceContext<S extends Scope = Scope> {
  readonly db: Db;
  readonly scope: S;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly requestId: string;
}

export type SellerContext = ServiceContext<SellerScope>;
export type StaffContext = ServiceContext<StaffScope>;
export type WorkerContext = ServiceContext<WorkerScope>;
