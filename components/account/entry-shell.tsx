import type { ReactNode } from "react";
import { policyNames } from "@/messages/zh-CN";
import { policyKinds } from "@/server/privacy/policy.rules";
import { platformName, provinceIn } from "@/server/platforms/province.rules";
import { accountBase, type PlaceParams, shopBase } from "@/server/platforms/paths";
import { useSay } from "#say";
import { LanguageSwitch } from "../layout/language-switch";
import { Brand } from "../ui/brand";

/** The frame of sign-in and registration: the brand, the way back to the shop, and nothing that distracts. */
export function EntryShell({ place, children }: { place: PlaceParams; children: ReactNode }) {
  const say = useSay();
  const provinceId = place.province.toUpperCase();
  const home = shopBase(accountBase(place), say.locale) || "/";
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-3 px-4 py-3 sm:px-6">
          <a href={home}>
            <Brand place={provinceIn(say.locale, provinceId) || say.word(platformName(provinceId))} />
          </a>
          <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
            <LanguageSwitch locale={say.locale} />
            <a href={home} className="text-sm text-ink-soft underline underline-offset-4">
              {say("返回网上营业厅")}
            </a>
          </div>
        </div>
      </header>
      <main id="main" className="mx-auto w-full max-w-page flex-1 px-4 py-8 sm:px-6 sm:py-12">
        {children}
      </main>
      <footer className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1 border-t border-line px-4 py-5 text-xs text-ink-faint">
        <span>{say("服务热线 10060 · 7×24 小时")}</span>
        {policyKinds.map((kind) => (
          <a key={kind} href={`${home === "/" ? "" : home}/policies/${kind}`} className="inline-flex min-h-6 items-center underline underline-offset-4 hover:text-ink">
            {say.word(policyNames[kind])}
          </a>
        ))}
      </footer>
    </div>
  );
}
