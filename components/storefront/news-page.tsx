import type { ShopWords } from "@/messages/shop";
import type { NewsView } from "../../server/news/news.schema";
import { EmptyState } from "../patterns/empty-state";
import { NewsList } from "./news-list";

export function NewsPageBody({ items, t }: { items: readonly NewsView[]; t: ShopWords }) {
  return (
    <>
      <h1 className="mt-4 mb-8 font-display text-3xl font-bold">{t.news.title}</h1>
      {items.length === 0 ? <EmptyState title={t.news.empty} /> : <NewsList items={items} t={t} />}
    </>
  );
}
