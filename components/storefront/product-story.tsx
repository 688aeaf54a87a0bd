import type { SpecificationCopy } from "../../server/catalog/catalog.schema";
import { Glyph } from "../ui/glyph";

/** Why: three short reasons. */
export function Highlights({ copy }: { copy: SpecificationCopy }) {
  return (
    <ul className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
      {copy.highlights.map(({ title, text }) => (
        <li key={title} className="border-l-3 border-accent pl-4">
          <p className="font-semibold">{title}</p>
          <p className="text-sm text-ink-soft">{text}</p>
        </li>
      ))}
    </ul>
  );
}

export function Features({ copy }: { copy: SpecificationCopy }) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {copy.features.map(({ title, text }) => (
        <div key={title} className="grid gap-x-6 py-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt className="font-medium">{title}</dt>
          <dd className="text-ink-soft">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Steps({ copy }: { copy: SpecificationCopy }) {
  return (
    <ol className="flex flex-col gap-4">
      {copy.steps.map(({ title, text }, index) => (
        <li key={title} className="flex gap-4">
          <span aria-hidden="true" className="figures w-7 shrink-0 text-center font-display text-2xl leading-none font-bold text-accent">
            {index + 1}
          </span>
          <span>
            <span className="font-medium">{title}</span>
            <span className="block text-[1rem] text-ink-soft">{text}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Opens and closes without script. */
export function Questions({ copy }: { copy: SpecificationCopy }) {
  return (
    <div className="divide-y divide-line border-y border-line">
      {copy.faq.map(({ question, answer }, index) => (
        <details key={question} open={index === 0} className="group">
          <summary className="flex min-h-12 list-none items-center justify-between gap-4 py-2 font-medium hover:text-accent-strong">
            {question}
            <span className="text-ink-faint transition-transform duration-150 group-open:rotate-180">
              <Glyph name="chevronDown" />
            </span>
          </summary>
          <p className="pb-4 text-ink-soft">{answer}</p>
        </details>
      ))}
    </div>
  );
}
