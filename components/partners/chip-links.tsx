import { IntentLink } from "../ui/intent-link";

type Chip = { href: string; label: string; isCurrent: boolean };

/** Choices of a filter as links: the chosen one is in the address. */
export function ChipLinks({ label, chips }: { label: string; chips: readonly Chip[] }) {
  return (
    <nav aria-label={label} className="my-3">
      <ul className="flex flex-wrap gap-2">
        {chips.map((chip) => (
          <li key={chip.href}>
            <IntentLink href={chip.href} aria-current={chip.isCurrent ? "true" : undefined} className="inline-flex min-h-8 items-center rounded-full border border-line-strong bg-surface px-3 text-[0.9375em] text-ink-soft hover:border-accent hover:text-accent-strong aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium aria-[current=true]:text-accent-strong">
              {chip.label}
            </IntentLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
