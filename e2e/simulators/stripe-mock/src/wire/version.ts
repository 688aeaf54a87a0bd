/** The version the SDK of this house pins; a test holds it against the SDK's own. */
export const apiVersion = "2026-10-28.endive";
