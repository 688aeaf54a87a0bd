import type { ReactNode } from "react";
import { shopWords } from "@/messages/shop";
import { type Locale, localePrefix } from "../../server/platforms/locale.rules";
import { Brand } from "../ui/brand";
import { LanguageLink } from "./language-link";
import { PublicFooter } from "./public-footer";

export function NationalShell({ locale, children }: { locale: Locale; children: ReactNode }) {
  const t = shopWords(locale);
  const home = localePrefix(locale) || "/";
  return (
    <>
      <header className="border-b border-line bg-paper" data-print="hide">
        <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-8 gap-y-1 px-4 py-3 sm:px-6">
          <a href={home} className="rounded-sm py-1">
            <Brand place={t.national.place} />
          </a>
          <nav aria-label={t.national.nav}>
            <ul className="-mx-2.5 flex flex-wrap">
              {t.national.navLinks.map(([href, name]) => (
                <li key={href}>
                  <a href={`${home}${href}`} className="inline-flex min-h-9 items-center px-2.5 text-sm text-ink-soft hover:text-accent-strong hover:underline hover:underline-offset-8">
                    {name}
                  </a>
                </li>
              ))}
              <li>
                <LanguageLink href={localePrefix(locale === "en" ? "zh-CN" : "en") || "/"} t={t} />
              </li>
            </ul>
          </nav>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <PublicFooter t={t} place={t.national.place} hotline="10060" serviceHours={t.national.hours} licenceText={t.national.licence} />
    </>
  );
}
