import type { AnchorHTMLAttributes } from "react";

type AnchorProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "className" | "style"> & { href: string };

/** A plain link, of a target's height where it stands alone. */
export function TextAnchor(props: AnchorProps) {
  return <a {...props} className="inline-block min-h-6 text-accent-strong underline decoration-accent-line decoration-2 underline-offset-4 hover:decoration-accent" />;
}

/** First in the tab order: jumps over the header to `#main`. */
export function SkipLink({ label = "跳到正文" }: { label?: string }) {
  return (
    <a href="#main" className="sr-only rounded-md bg-ink px-4 py-2 text-paper focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50">
      {label}
    </a>
  );
}
