import type { ReactNode } from "react";
import { Said, SaidNav } from "../say/said";
import { Glyph } from "./glyph";
import { IntentLink } from "./intent-link";

const linkClass = "inline-flex min-h-(--control-height) items-center gap-1.5 rounded-md border border-line-strong bg-surface px-(--control-pad) hover:border-accent hover:text-accent-strong";

/** Cursor paging: links only, null at an end. `text` says what is shown, e.g. 每页 20 条. */
export function Pagination({ label = "分页", previousHref, nextHref, text }: { label?: string; previousHref: string | null; nextHref: string | null; text?: ReactNode }) {
  if (previousHref === null && nextHref === null && !text) return null;
  return (
    <SaidNav label={label} className="flex flex-wrap items-center justify-between gap-3 pt-(--stack) text-[0.9375em]">
      <span className="text-ink-faint">{text}</span>
      <span className="flex gap-2">
        {previousHref !== null && (
          <IntentLink href={previousHref} rel="prev" className={linkClass}>
            <Glyph name="chevronLeft" />
            <Said text="上一页" />
          </IntentLink>
        )}
        {nextHref !== null && (
          <IntentLink href={nextHref} rel="next" className={linkClass}>
            <Said text="下一页" />
            <Glyph name="chevronRight" />
          </IntentLink>
        )}
      </span>
    </SaidNav>
  );
}
