"use client";

import { type FormEvent, useEffect, useId, useState } from "react";
import { finderWords } from "@/messages/shop-parts";
import type { Locale } from "../../server/platforms/locale.rules";
import { type Province, findProvinces, provinceById, provinceMeant, provinceNameIn, regionWithoutShop } from "../../server/platforms/province.rules";
import { type Origin, storefrontHome } from "./storefront-home";

const storeKey = "kdsw.lastProvince";

/** Storage may be switched off or full; the choice is a comfort, so its loss is silent. */
function remembered(): Province | undefined {
  try {
    const province = provinceById(localStorage.getItem(storeKey) ?? "");
    return province && province.group !== "none" ? province : undefined;
  } catch {
    return undefined;
  }
}
function remember(id: string): void {
  try {
    localStorage.setItem(storeKey, id);
  } catch {
    // See above.
  }
}

/** Types 山东, shandong or sd and goes there; offers the last choice, never follows it by itself (PN6). */
export function ProvinceFinder({ origin, locale }: { origin: Origin; locale: Locale }) {
  const t = finderWords[locale];
  const id = useId();
  const [typed, setTyped] = useState("");
  const [last, setLast] = useState<Province>();
  useEffect(() => {
    setLast(remembered());
    // The map beside this is plain links, made on the server; its choice is remembered from here.
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-province]") : null;
      if (link?.dataset.province) remember(link.dataset.province);
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, []);

  const isTyped = typed.trim() !== "";
  const found = isTyped ? findProvinces(typed).slice(0, 6) : [];
  const shopless = isTyped ? regionWithoutShop(typed) : undefined;
  const hrefOf = (province: Province) => storefrontHome(province, origin, locale);
  const go = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const meant = provinceMeant(typed, found);
    if (!meant) return void event.currentTarget.querySelector<HTMLElement>("[data-province]")?.focus();
    remember(meant.id);
    location.assign(hrefOf(meant));
  };
  return (
    <form method="post" onSubmit={go} role="search" aria-label={t.form} className="max-w-md">
      <label htmlFor={id} className="font-medium">
        {t.label}
      </label>
      <div className="mt-2 flex gap-2">
        <input
          id={id}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t.example}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-found`}
          className="min-h-12 w-full min-w-0 rounded-md border border-line-strong bg-surface px-4 placeholder:text-ink-faint"
        />
        <button type="submit" className="min-h-12 shrink-0 rounded-md bg-accent px-5 font-medium text-on-accent hover:bg-accent-strong">
          {t.go}
        </button>
      </div>
      <div id={`${id}-found`} role="status" className="mt-2 min-h-11 text-sm text-ink-soft">
        {isTyped && found.length === 0 && <p className="py-2">{shopless ? t.shopless(provinceNameIn(locale, shopless)) : t.none(typed.trim())}</p>}
        {found.length > 0 && <Choices locale={locale} provinces={found} hrefOf={hrefOf} />}
        {!isTyped && last && (
          <p className="flex flex-wrap items-center gap-2">
            {t.last}
            <Choices locale={locale} provinces={[last]} hrefOf={hrefOf} />
          </p>
        )}
      </div>
    </form>
  );
}

function Choices({ provinces, hrefOf, locale }: { locale: Locale; provinces: readonly Province[]; hrefOf: (province: Province) => string }) {
  return (
    <span className="flex flex-wrap gap-2">
      {provinces.map((province) => (
        <a key={province.id} href={hrefOf(province)} data-province={province.id} className="inline-flex min-h-9 items-center gap-2 rounded-sm border border-accent-line bg-accent-soft px-3 font-medium text-accent-strong hover:border-accent">
          {provinceNameIn(locale, province)}
          <span className="text-xs font-normal uppercase">{province.id}</span>
        </a>
      ))}
    </span>
  );
}
