import type { ReactNode } from "react";
import { Brand } from "../ui/brand";
import { PublicFooter } from "./public-footer";

const links = [
  ["#who", "适合谁"],
  ["#how", "怎么用"],
  ["#products", "有什么"],
  ["#industries", "行业方案"],
] as const;

export function NationalShell({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="border-b border-line bg-paper" data-print="hide">
        <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-8 gap-y-1 px-4 py-3 sm:px-6">
          <a href="/" className="rounded-sm py-1">
            <Brand place="全国门户" />
          </a>
          <nav aria-label="本页内容">
            <ul className="-mx-2.5 flex flex-wrap">
              {links.map(([href, name]) => (
                <li key={href}>
                  <a href={`/${href}`} className="inline-flex min-h-9 items-center px-2.5 text-sm text-ink-soft hover:text-accent-strong hover:underline hover:underline-offset-8">
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <PublicFooter hotline="10060" serviceHours="7×24 小时" licenceText="演示系统：企业、价格与许可证号均为示例，不是真实经营。" />
    </>
  );
}
