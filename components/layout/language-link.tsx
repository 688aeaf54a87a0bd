import type { ShopWords } from "@/messages/shop";

/** To the same place in the other language, named in that language. `data-language` is what remembers the choice (document.tsx). */
export function LanguageLink({ href, t }: { href: string; t: ShopWords }) {
  const language = t.htmlLang === "en" ? "zh-CN" : "en";
  return (
    <a href={href} lang={language} hrefLang={language} data-language={language} aria-label={t.shell.languageLabel} className="inline-flex min-h-8 items-center px-2 text-sm text-ink-soft underline-offset-4 hover:text-accent-strong hover:underline data-remembered:rounded-sm data-remembered:bg-accent-soft data-remembered:font-medium data-remembered:text-accent-strong">
      {t.shell.language}
    </a>
  );
}
