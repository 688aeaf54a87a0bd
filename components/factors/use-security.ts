import { useTRPC } from "../layout/trpc-provider";

export type FactorRealm = "staff" | "partner";

/** The procedures of one's own sign-in, which are alike for staff and for partners' people. */
export function useSecurity(realm: FactorRealm) {
  const trpc = useTRPC();
  return realm === "staff" ? trpc.staffSecurity : trpc.partnerSecurity;
}
