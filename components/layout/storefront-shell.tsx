import type { ReactNode } from "react";
import type { StorefrontView } from "../../server/catalog/catalog.schema";
import { policyKinds } from "../../server/privacy/policy.rules";
import type { InShop } from "../storefront/href";
import { ButtonAnchor } from "../ui/button";
import { Brand } from "../ui/brand";
import { Glyph } from "../ui/glyph";
import { LanguageLink } from "./language-link";
import { PublicFooter } from "./public-footer";

type ShellProps = { storefront: StorefrontView; isChosen: boolean; shop: InShop; nationalUrl: string; /** The same place in the other language. */ otherLanguage: string; children: ReactNode };

const nav = ["products", "solutions", "online", "news", "search"] as const;

/** Header, notice and footer of a province's public pages. All plain links: they work without script, and each is a document. */
export function StorefrontShell({ storefront, isChosen, shop: { hrefIn, t }, nationalUrl, otherLanguage, children }: ShellProps) {
  const place = isChosen ? t.shell.place(storefront.name) : storefront.name;
  return (
    <>
      <header className="border-b border-line bg-surface" data-print="hide">
        <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-6 gap-y-1.5 px-4 pt-3 pb-1.5 sm:px-6 lg:pb-3">
          <a href={hrefIn("/")} className="rounded-sm py-1">
            <Brand place={place} />
          </a>
          <a href={`${nationalUrl}#provinces`} className="inline-flex min-h-8 items-center gap-1 text-sm text-accent-strong underline-offset-4 hover:underline lg:-ml-3">
            <Glyph name="pin" size="1em" />
            {t.shell.otherProvince}
          </a>
          <div className="ml-auto flex items-center gap-2 lg:order-3">
            <LanguageLink href={otherLanguage} t={t} />
            <ButtonAnchor href={hrefIn("/account/login")} variant="ghost" size="sm">
              {t.shell.signIn}
            </ButtonAnchor>
            <ButtonAnchor href={hrefIn("/account/register")} size="sm">
              {t.shell.register}
            </ButtonAnchor>
          </div>
          {isChosen && (
            <nav aria-label={t.shell.sections} className={t.htmlLang === "en" ? "order-last basis-full" : "basis-full lg:ml-4 lg:basis-auto"}>
              <ul className="-mx-3 flex flex-wrap">
                {nav.map((name) => (
                  <li key={name}>
                    <a href={hrefIn(`/${name}`)} className="inline-flex min-h-10 items-center px-3 text-[1rem] text-ink hover:text-accent-strong hover:underline hover:decoration-2 hover:underline-offset-8">
                      {t.shell.nav[name]}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </div>
        {storefront.notice && (
          <p role="note" className="border-t border-warning-line bg-warning-soft text-sm text-warning">
            <span className="mx-auto flex max-w-page items-start gap-2 px-4 py-2 sm:px-6">
              <span className="mt-1">
                <Glyph name="info" size="1em" />
              </span>
              {storefront.notice}
            </span>
          </p>
        )}
      </header>
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <PublicFooter
        t={t}
        place={place}
        hotline={storefront.hotline}
        serviceHours={storefront.serviceHours}
        licenceText={storefront.licenceText}
        links={[...(isChosen ? nav.map((name) => [hrefIn(`/${name}`), t.shell.nav[name]] as const) : []), ...(isChosen ? [[hrefIn("/faults"), t.faults.title] as const] : []), ...policyKinds.map((kind) => [hrefIn(`/policies/${kind}`), t.policies.names[kind]] as const), [hrefIn("/account"), t.shell.account], [`${nationalUrl}#provinces`, t.shell.otherProvince], [nationalUrl, t.shell.national]]}
      />
    </>
  );
}
