/** The version of the interface between the portal and application providers, as both sides say it in X-KDSW-Version (IN4). */
export const INTERFACE_VERSION = "1";
