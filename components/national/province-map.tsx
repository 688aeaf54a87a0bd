import { shopWords } from "@/messages/shop";
import type { Locale } from "../../server/platforms/locale.rules";
import { type Province, provinceNameIn, provinces } from "../../server/platforms/province.rules";
import { Glyph } from "../ui/glyph";

type MapProps = { locale: Locale; hrefOf: (province: Province) => string; only?: (province: Province) => boolean };

/**
 * The provinces as tiles where they lie on the map; under 640 px the same list as a row of chips. One link a storefront,
 * from the province table, and nothing but links: it works without script (PN1, PN5).
 */
export function ProvinceMap({ locale, hrefOf, only = () => true }: MapProps) {
  return (
    <ul aria-label={shopWords(locale).national.map.label} className="flex flex-wrap gap-1.5 sm:grid sm:grid-cols-9 sm:gap-1.5">
      {provinces.filter(only).map((province) => province.x !== null && province.y !== null && <Tile key={province.id} locale={locale} province={province} href={province.group === "none" ? null : hrefOf(province)} />)}
    </ul>
  );
}

const tile = "flex min-h-11 items-center justify-center rounded-sm px-2.5 text-center leading-tight sm:aspect-square sm:min-h-0 sm:px-0.5 sm:text-sm";
const looks = {
  own: "bg-accent text-on-accent hover:bg-accent-strong",
  shared: "border-2 border-accent-line bg-surface text-accent-strong hover:border-accent hover:bg-accent-soft",
} as const;

/** Where a long English name may break on a tile: between its syllables, not anywhere. */
const syllables = /^((?:Inner )?(?:Heilong|Liao|Xin|Qing|Ning|Shan|Jiang|Shaan|Si|Chong|Zhe|Yun|Gui|Guang|Hai|Tai|Mon)(?=[a-z]{2}))/;
function TileName({ locale, province }: { locale: Locale; province: Province }) {
  const name = provinceNameIn(locale, province);
  const first = locale === "en" ? (syllables.exec(name)?.[0] ?? "") : "";
  const rest = name.slice(first.length);
  return (
    <span lang={locale} className="[&:lang(en)]:text-xs">
      {first}
      <wbr />
      {rest}
    </span>
  );
}

function Tile({ province, href, locale }: { locale: Locale; province: Province; href: string | null }) {
  const position = { gridColumn: (province.x ?? 0) + 1, gridRow: (province.y ?? 0) + 1 };
  return (
    <li style={position}>
      {href === null || province.group === "none" ? (
        <span className={`${tile} border border-dashed border-line-strong text-ink-faint`}>
          <TileName locale={locale} province={province} />
          <span className="sr-only">{shopWords(locale).national.map.none}</span>
        </span>
      ) : (
        <a href={href} data-province={province.id} className={`${tile} font-medium transition-colors duration-150 ${looks[province.group]}`}>
          <TileName locale={locale} province={province} />
        </a>
      )}
    </li>
  );
}

export function MapLegend({ locale }: { locale: Locale }) {
  const { map } = shopWords(locale).national;
  return (
    <ul className="mt-4 flex flex-wrap gap-x-6 gap-y-1 text-xs text-ink-soft">
      <li className="inline-flex items-center gap-2">
        <span aria-hidden="true" className="size-3.5 rounded-sm bg-accent" />
        {map.own}
      </li>
      <li className="inline-flex items-center gap-2">
        <span aria-hidden="true" className="size-3.5 rounded-sm border-2 border-accent-line bg-surface" />
        {map.shared}
      </li>
      <li className="inline-flex items-center gap-2">
        <span aria-hidden="true" className="size-3.5 rounded-sm border border-dashed border-line-strong" />
        {map.without}
      </li>
    </ul>
  );
}

/** 17 provinces of the shared platform, each to the same page in its own province. */
export function ProvinceChips({ rows, hrefOf, locale }: { locale: Locale; rows: readonly Province[]; hrefOf: (province: Province) => string }) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-2.5">
      {rows.map((province) => (
        <li key={province.id}>
          <a href={hrefOf(province)} className="flex min-h-14 items-center justify-between gap-2 rounded-md border border-line bg-surface px-4 font-medium hover:border-accent hover:bg-accent-soft hover:text-accent-strong">
            {provinceNameIn(locale, province)}
            <span className="text-accent-strong">
              <Glyph name="chevronRight" size="1em" />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
