import { type Province, provinces } from "../../server/platforms/province.rules";
import { Glyph } from "../ui/glyph";

type MapProps = { hrefOf: (province: Province) => string; only?: (province: Province) => boolean };

/**
 * The provinces as tiles where they lie on the map; under 640 px the same list as a row of chips. One link a storefront,
 * from the province table, and nothing but links: it works without script (PN1, PN5).
 */
export function ProvinceMap({ hrefOf, only = () => true }: MapProps) {
  return (
    <ul aria-label="选择省份" className="flex flex-wrap gap-1.5 sm:grid sm:grid-cols-9 sm:gap-1.5">
      {provinces.filter(only).map((province) => province.x !== null && province.y !== null && <Tile key={province.id} province={province} href={province.group === "none" ? null : hrefOf(province)} />)}
    </ul>
  );
}

const tile = "flex min-h-11 items-center justify-center rounded-sm px-2.5 text-center leading-tight sm:aspect-square sm:min-h-0 sm:px-0.5 sm:text-sm";
const looks = {
  own: "bg-accent text-on-accent hover:bg-accent-strong",
  shared: "border-2 border-accent-line bg-surface text-accent-strong hover:border-accent hover:bg-accent-soft",
} as const;

function Tile({ province, href }: { province: Province; href: string | null }) {
  const position = { gridColumn: (province.x ?? 0) + 1, gridRow: (province.y ?? 0) + 1 };
  return (
    <li style={position}>
      {href === null || province.group === "none" ? (
        <span className={`${tile} border border-dashed border-line-strong text-ink-faint`}>
          {province.name}
          <span className="sr-only">（暂无网上营业厅）</span>
        </span>
      ) : (
        <a href={href} data-province={province.id} className={`${tile} font-medium transition-colors duration-150 ${looks[province.group]}`}>
          {province.name}
        </a>
      )}
    </li>
  );
}

export function MapLegend() {
  return (
    <ul className="mt-4 flex flex-wrap gap-x-6 gap-y-1 text-xs text-ink-soft">
      <li className="inline-flex items-center gap-2">
        <span aria-hidden="true" className="size-3.5 rounded-sm bg-accent" />
        14 省独立平台
      </li>
      <li className="inline-flex items-center gap-2">
        <span aria-hidden="true" className="size-3.5 rounded-sm border-2 border-accent-line bg-surface" />
        17 省共享平台，先选好，到营业厅办
      </li>
      <li className="inline-flex items-center gap-2">
        <span aria-hidden="true" className="size-3.5 rounded-sm border border-dashed border-line-strong" />
        暂无网上营业厅
      </li>
    </ul>
  );
}

/** 17 provinces of the shared platform, each to the same page in its own province. */
export function ProvinceChips({ rows, hrefOf }: { rows: readonly Province[]; hrefOf: (province: Province) => string }) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-2.5">
      {rows.map((province) => (
        <li key={province.id}>
          <a href={hrefOf(province)} className="flex min-h-14 items-center justify-between gap-2 rounded-md border border-line bg-surface px-4 font-medium hover:border-accent hover:bg-accent-soft hover:text-accent-strong">
            {province.name}
            <span className="text-accent-strong">
              <Glyph name="chevronRight" size="1em" />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
