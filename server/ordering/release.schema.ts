/** Where a released version stands, and how far a draft has come (BO5, OR14). */
export const standings = ["inForce", "waiting", "past", "withdrawn"] as const;
export const draftStates = ["open", "submitted", "released", "discarded"] as const;
