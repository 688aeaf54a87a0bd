import type { ElementType, ReactNode } from "react";
import { SaidNav } from "../say/said";
import { Glyph } from "./glyph";

export type Crumb = { label: ReactNode; href?: string };

/** The way here; the last crumb is this page. Plain links by default; a signed-in face passes `linkAs={Link}`. */
export function Breadcrumb({ crumbs, linkAs: Anchor = "a", label = "当前位置" }: { crumbs: readonly Crumb[]; label?: string; linkAs?: ElementType<{ href: string }> }) {
  return (
    <SaidNav label={label} className="text-[0.875rem]">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-ink-faint">
        {crumbs.map((crumb, index) => (
          <li key={index} className="inline-flex items-center gap-1.5">
            {index > 0 && <Glyph name="chevronRight" size="0.9em" />}
            {crumb.href ? (
              <span className="[&>a]:inline-block [&>a]:py-1 [&>a]:underline-offset-4 [&>a:hover]:text-accent-strong [&>a:hover]:underline">
                <Anchor href={crumb.href}>{crumb.label}</Anchor>
              </span>
            ) : (
              <span aria-current="page" className="text-ink-soft">
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </SaidNav>
  );
}
