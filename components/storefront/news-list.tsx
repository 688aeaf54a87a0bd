import type { ShopWords } from "@/messages/shop";
import type { NewsView } from "../../server/news/news.schema";
import { businessDayOf } from "../../server/kernel/calendar";
import { Badge } from "../ui/badge";

/** A page may be held for a moment after an item's end minute; the browser's clock takes it away by then (PN8). */
const leaveOnTime = { __html: `document.querySelectorAll("[data-until]").forEach(e=>{if(Date.parse(e.dataset.until)<=Date.now())e.hidden=true})` };

/** PN8: what is announced now. `isShort`: titles with their first words, for a home page. */
export function NewsList({ items, t, isShort = false, newsHref = "" }: { items: readonly NewsView[]; t: ShopWords; isShort?: boolean; newsHref?: string }) {
  const Heading = isShort ? "h3" : "h2";
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {items.map((item) => (
          <li key={item.id} id={isShort ? undefined : item.id} data-until={item.untilAt?.toISOString()} lang={item.language === t.htmlLang ? undefined : item.language} className="scroll-mt-6 py-5 md:grid md:grid-cols-[10rem_minmax(0,1fr)] md:gap-x-8">
            <p className="flex flex-wrap items-center gap-2 text-sm text-ink-faint md:flex-col md:items-start">
              <time dateTime={item.from.toISOString()} className="figures">{t.day(businessDayOf(item.from))}</time>
              {item.isNational && <Badge>{t.news.national}</Badge>}
            </p>
            <div className="min-w-0">
              <Heading className="text-lg font-semibold">{isShort ? <a href={`${newsHref}#${item.id}`} className="inline-block min-h-6 hover:text-accent-strong hover:underline hover:underline-offset-4">{item.title}</a> : item.title}</Heading>
              {(isShort ? item.paragraphs.slice(0, 1) : item.paragraphs).map((paragraph, index) => (
                <p key={index} className={`mt-1.5 max-w-prose text-ink-soft ${isShort ? "line-clamp-2" : "whitespace-pre-line"}`}>{paragraph}</p>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <script dangerouslySetInnerHTML={leaveOnTime} />
    </>
  );
}
