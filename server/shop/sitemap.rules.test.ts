import { expect, it } from "vitest";
import { robotsText, sitemapIndexXml, sitemapXml } from "./sitemap.rules";

it("PN10: a page stands with its address in each language, whatever letters are in it", () => {
  const text = sitemapXml([{ url: "http://x/a?b=1&c=<2>", languages: { "zh-CN": "http://x/a", en: "http://x/en/a" } }]);
  expect(text).toContain("<loc>http://x/a?b=1&amp;c=&lt;2&gt;</loc>");
  expect(text).toContain('<xhtml:link rel="alternate" hreflang="en" href="http://x/en/a"/>');
  expect(text.match(/<url>/g)).toHaveLength(1);
});
it("PN10: a shared host names a map for each province", () => expect(sitemapIndexXml(["http://nf/sc/sitemap.xml", "http://nf/cq/sitemap.xml"]).match(/<sitemap>/g)).toHaveLength(2));
it("PN10: robots is told where the map is and what not to read; on a desk's host, nothing", () => {
  expect(robotsText("http://x/sitemap.xml", ["/account"])).toBe("User-agent: *\nDisallow: /account\nAllow: /\nSitemap: http://x/sitemap.xml\n");
  expect(robotsText(null)).toBe("User-agent: *\nDisallow: /\n");
});
