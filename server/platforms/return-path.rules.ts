/** The header by which the proxy tells a layout, which is not told it otherwise, the address that was asked for. */
export const addressHeader = "x-portal-address";

/** Where to go after sign-in: a path of this host, or the area's home. Anything that could leave the host is ignored (promise 40). */
export function safeReturnPath(wanted: string | string[] | undefined, home: string): string {
  if (typeof wanted !== "string" || wanted.length > 300) return home;
  return /^\/(?![/\\])[\w\-./~%?=&+,:;]*$/.test(wanted) && !wanted.includes("\\") && !wanted.includes("//") ? wanted : home;
}
