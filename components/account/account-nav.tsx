"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useSay } from "#say";
import { IntentLink } from "../ui/intent-link";

type Item = { href: string; label: string; icon: ReactNode };

/** The area's rooms; a row of chips under 1024 px, a column beside the page above. */
export function AccountNav({ items, home, label }: { items: Item[]; home: string; label?: string }) {
  const say = useSay();
  const path = usePathname();
  const isHere = (href: string) => (href === home ? path === home || path.endsWith(home) : path.includes(href));
  return (
    <nav aria-label={label ?? say("企业帐户")}>
      <ul className="flex flex-wrap gap-1 lg:flex-col">
        {items.map((item) => (
          <li key={item.href}>
            <IntentLink
              href={item.href}
              aria-current={isHere(item.href) ? "page" : undefined}
              className="flex min-h-10 items-center gap-2.5 rounded-md px-3 text-[0.9375rem] text-ink-soft hover:bg-accent-soft hover:text-accent-strong aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong"
            >
              <span className="hidden sm:inline">{item.icon}</span>
              {item.label}
            </IntentLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
