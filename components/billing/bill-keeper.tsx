"use client";

import { type Whose, useOfflineBills } from "./use-offline-bills";

/** AX6: on every page of the area, keeps the bills of this device fresh and deletes those of somebody else. */
export function BillKeeper(whose: Whose) {
  useOfflineBills(whose);
  return null;
}
