import { shopWords } from "@/messages/shop";
import { type Locale, localePrefix } from "../../server/platforms/locale.rules";
import type { NewsView } from "../../server/news/news.schema";
import { Section } from "../layout/section";
import { NewsList } from "../storefront/news-list";
import { ButtonAnchor } from "../ui/button";

const NEWEST = 3;

/** PN8: what the country announces now; nothing where there is nothing. */
export function NationalNews({ items, locale }: { items: readonly NewsView[]; locale: Locale }) {
  if (items.length === 0) return null;
  const t = shopWords(locale);
  const href = `${localePrefix(locale)}/news`;
  return (
    <Section id="news" title={t.news.title} aside={<ButtonAnchor href={href} variant="secondary">{t.news.all}</ButtonAnchor>}>
      <NewsList items={items.slice(0, NEWEST)} t={t} isShort newsHref={href} />
    </Section>
  );
}
