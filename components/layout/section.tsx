import type { ReactNode } from "react";

/** A band of a public page: page width, a heading that names it, room above and below. */
export function Section({ id, title, text, tone = "paper", aside, children }: { id: string; title: ReactNode; text?: ReactNode; tone?: "paper" | "sunken"; aside?: ReactNode; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className={tone === "sunken" ? "border-y border-line bg-sunken" : undefined}>
      <div className="mx-auto max-w-page px-4 py-14 sm:px-6 sm:py-18">
        <div className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
          <div className="max-w-prose">
            <h2 id={id} className="font-display text-2xl font-bold sm:text-3xl">
              {title}
            </h2>
            {text && <p className="mt-2 text-ink-soft">{text}</p>}
          </div>
          {aside}
        </div>
        {children}
      </div>
    </section>
  );
}

/** Width and side room of a page that is not made of bands. */
export function PageBody({ children }: { children: ReactNode }) {
  return <div className="mx-auto max-w-page px-4 pt-6 pb-16 sm:px-6 sm:pt-8">{children}</div>;
}
