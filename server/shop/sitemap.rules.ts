/* PN10: what a host tells search engines. Pure: addresses come from whoever knows them. */

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (letter) => escapes[letter] ?? letter);

/** A page with its address in each language, the one that it stands under first. */
export type SitemapPage = { url: string; languages: Readonly<Record<string, string>> };

export function sitemapXml(pages: readonly SitemapPage[]): string {
  const entries = pages.map(({ url, languages }) => {
    const links = Object.entries(languages).map(([language, href]) => `<xhtml:link rel="alternate" hreflang="${escaped(language)}" href="${escaped(href)}"/>`);
    return `<url><loc>${escaped(url)}</loc>${links.join("")}</url>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${entries.join("\n")}\n</urlset>\n`;
}

/** Of a host whose provinces have a map each. */
export const sitemapIndexXml = (urls: readonly string[]): string => `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.map((url) => `<sitemap><loc>${escaped(url)}</loc></sitemap>`).join("\n")}\n</sitemapindex>\n`;

/** `disallow`: what nobody finds anything in; null where nothing of the host is for search engines. */
export const robotsText = (sitemap: string | null, disallow: readonly string[] = []): string =>
  sitemap === null ? "User-agent: *\nDisallow: /\n" : `User-agent: *\n${disallow.map((path) => `Disallow: ${path}\n`).join("")}Allow: /\nSitemap: ${sitemap}\n`;
