"use client";

import type { Locale } from "@/server/platforms/locale.rules";

/** This very page in the other language, named in that language. */
export function LanguageSwitch({ locale }: { locale: Locale }) {
  const other = locale === "en" ? "zh-CN" : "en";
  const change = (event: React.MouseEvent) => {
    event.preventDefault();
    const here = new URL(location.href);
    here.searchParams.set("lang", other);
    location.assign(here);
  };
  return (
    <a href={`?lang=${other}`} lang={other} hrefLang={other} onClick={change} className="inline-flex min-h-6 items-center text-sm text-ink-soft underline-offset-4 hover:text-accent-strong hover:underline">
      {other === "en" ? "English" : "中文"}
    </a>
  );
}
