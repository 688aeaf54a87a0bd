import type { ReactNode } from "react";
import { IntentLink } from "./intent-link";

export type TabLink = { href: string; label: ReactNode; count?: number; isCurrent: boolean };

/** Tabs that are links: the chosen one is in the URL, so back, reload and sharing work. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className="-mx-1 border-b border-line">
      <ul className="flex flex-wrap gap-x-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <IntentLink
              href={tab.href}
              aria-current={tab.isCurrent ? "page" : undefined}
              className="-mb-px inline-flex min-h-(--control-height) items-center gap-2 border-b-3 border-transparent px-3 text-ink-soft hover:text-accent-strong aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-accent-strong"
            >
              {tab.label}
              {tab.count !== undefined && <span className="figures rounded-sm bg-sunken px-1.5 text-[0.8125rem] text-ink-soft">{tab.count}</span>}
            </IntentLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
