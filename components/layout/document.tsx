import type { ReactNode } from "react";
import { shopWords } from "@/messages/shop";
import type { Locale } from "../../server/platforms/locale.rules";
import { SkipLink } from "../ui/anchor";

/**
 * PN6: the language that was chosen is kept in the browser, in no cookie, and is offered by marking its link, never forced. The link
 * leads to this very page in the other language, which its head names; without script, to the first page.
 */
const rememberLanguage = {
  __html: `(()=>{const k="kdsw.language",d=document;d.addEventListener("click",e=>{const a=e.target instanceof Element&&e.target.closest("[data-language]");if(!a)return;const l=a.dataset.language;try{localStorage.setItem(k,l)}catch{}const o=d.querySelector('link[rel="alternate"][hreflang="'+l+'"]');if(o){e.preventDefault();location.assign(new URL(o.href).pathname+location.search)}});d.addEventListener("DOMContentLoaded",()=>{try{const l=localStorage.getItem(k);if(l&&l!==d.documentElement.lang)d.querySelector('[data-language="'+l+'"]')?.setAttribute("data-remembered","")}catch{}})})()`,
};
const nothingSaid = { __html: "" };

/** The outermost tags of a public face. `theme` sets its accent. */
export function PublicDocument({ theme, locale = "zh-CN", children }: { theme?: string; locale?: Locale; children: ReactNode }) {
  return (
    <html lang={locale} data-theme={theme ?? "jade"}>
      <body className="flex min-h-dvh flex-col">
        <SkipLink label={shopWords(locale).skip} />
        <script dangerouslySetInnerHTML={rememberLanguage} />
        {/* The edge says here that the origin is away (edge/origin-notice.ts); hydration leaves it as it came. */}
        <div id="origin-state" suppressHydrationWarning dangerouslySetInnerHTML={nothingSaid} />
        {children}
      </body>
    </html>
  );
}
