"use client";

import { useEffect, useId, useState } from "react";
import { searchWords } from "@/messages/shop-parts";
import type { SearchEntry } from "../../server/catalog/catalog.schema";
import { nearCatalogue, searchCatalogue } from "../../server/catalog/search.rules";
import type { Locale } from "../../server/platforms/locale.rules";

/** Searches a list that came with the page; the word stays in the URL. Without script the whole list stands here as links. */
export function CatalogueSearch({ entries, productsHref, locale }: { entries: readonly SearchEntry[]; productsHref: string; locale: Locale }) {
  const t = searchWords[locale];
  const id = useId();
  const [typed, setTyped] = useState("");
  useEffect(() => setTyped(new URLSearchParams(location.search).get("q") ?? ""), []);
  const change = (next: string) => {
    setTyped(next);
    const query = next.trim() ? `?q=${encodeURIComponent(next.trim())}` : "";
    history.replaceState(history.state, "", `${location.pathname}${query}`);
  };
  const isTyped = typed.trim() !== "";
  const exact = isTyped ? searchCatalogue(entries, typed) : entries;
  const isNear = exact.length === 0;
  const found = isNear ? nearCatalogue(entries, typed) : exact;
  return (
    <>
      <form role="search" onSubmit={(event) => event.preventDefault()} className="max-w-xl">
        <label htmlFor={id} className="font-medium">
          {t.label}
        </label>
        <input
          id={id}
          name="q"
          type="search"
          value={typed}
          onChange={(event) => change(event.target.value)}
          placeholder={t.example}
          autoComplete="off"
          className="mt-2 min-h-12 w-full rounded-md border border-line-strong bg-surface px-4 placeholder:text-ink-faint"
        />
      </form>
      <p role="status" className="mt-4 mb-3 text-sm text-ink-soft">
        {!isTyped && t.onSale(entries.length)}
        {isTyped && found.length > 0 && (isNear ? t.nearest(typed.trim()) : t.found(found.length))}
      </p>
      {found.length === 0 ? (
        <div className="rounded-lg border border-dashed border-line-strong bg-surface px-6 py-10 text-center">
          <p className="text-lg font-semibold">{t.none(typed.trim())}</p>
          <p className="mt-1 text-ink-soft">{t.noneText}</p>
          <p className="mt-4 flex flex-wrap justify-center gap-3">
            <button type="button" onClick={() => change("")} className="min-h-11 rounded-md border border-line-strong px-5 hover:border-accent hover:text-accent-strong">
              {t.clear}
            </button>
            <a href={productsHref} className="inline-flex min-h-11 items-center rounded-md bg-accent px-5 font-medium text-on-accent hover:bg-accent-strong">
              {t.all}
            </a>
          </p>
        </div>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {found.map((entry) => (
            <li key={entry.href} className="relative px-5 py-4 hover:bg-paper">
              <a href={entry.href} className="font-medium after:absolute after:inset-0 hover:text-accent-strong">
                {entry.name}
              </a>
              {entry.kind === "solution" && <span className="ml-2 rounded-sm border border-accent-line bg-accent-soft px-1.5 text-xs text-accent-strong">{t.solution}</span>}
              <p className="text-sm text-ink-soft">{entry.summary}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
