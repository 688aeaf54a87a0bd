/** The name under which a page says in its head with which status it is answered, where that is not 200: a prerendered page has no other way. */
export const STATUS_META = "http-status";

/** The status that a public page asks for; 410 for a product that is gone, so that search engines drop it (PN10). */
export const statusIn = (html: string): number => (html.includes(`<meta name="${STATUS_META}" content="410"`) ? 410 : 200);
