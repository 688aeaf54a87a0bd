import type { ShopWords } from "@/messages/shop";
import type { ProviderView } from "@/server/catalog/catalog.schema";
import { Glyph } from "../ui/glyph";
import { Section } from "../layout/section";

type Told = { t: ShopWords["national"] };

export function Who({ t }: Told) {
  return (
    <Section id="who" title={t.who.title} text={t.who.text}>
      <ul className="grid gap-x-10 gap-y-6 md:grid-cols-3">
        {t.who.people.map(([title, text]) => (
          <li key={title} className="border-t-2 border-ink pt-4">
            <p className="font-display text-xl font-bold">{title}</p>
            <p className="mt-1 text-ink-soft">{text}</p>
          </li>
        ))}
      </ul>
      <p className="mt-8 text-sm text-ink-faint">{t.who.note}</p>
    </Section>
  );
}

export function How({ t }: Told) {
  return (
    <Section id="how" tone="sunken" title={t.how.title} text={t.how.text}>
      <ol className="grid gap-8 sm:grid-cols-2 lg:grid-cols-4">
        {t.how.steps.map(([title, text], index) => (
          <li key={title}>
            <span aria-hidden="true" className="figures font-display text-4xl leading-none font-bold text-accent">
              {index + 1}
            </span>
            <h3 className="mt-3 text-lg">{title}</h3>
            <p className="mt-1 text-[1rem] text-ink-soft">{text}</p>
          </li>
        ))}
      </ol>
      <p className="mt-10 flex items-start gap-2.5 border-t border-line pt-6 text-sm text-ink-soft">
        <span className="mt-1 text-accent-strong">
          <Glyph name="pin" />
        </span>
        {t.how.shared}
      </p>
    </Section>
  );
}

export function Products({ t }: Told) {
  return (
    <Section id="products" title={t.products.title} text={t.products.text}>
      <dl className="divide-y divide-line border-y border-line">
        {t.products.classes.map(([name, text, products]) => (
          <div key={name} className="grid gap-x-8 gap-y-2 py-5 md:grid-cols-[16rem_minmax(0,1fr)]">
            <dt>
              <span className="font-display text-xl font-bold">{name}</span>
              <span className="block text-sm text-ink-faint">{text}</span>
            </dt>
            <dd className="flex flex-wrap items-center gap-x-6 gap-y-1.5">
              {products.map((product) => (
                <span key={product}>{product}</span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-5 text-sm text-ink-soft">
        {t.products.before}
        <a href="#provinces" className="text-accent-strong underline decoration-accent-line decoration-2 underline-offset-4">
          {t.products.link}
        </a>
        {t.products.after}
      </p>
    </Section>
  );
}

export function Industries({ t }: Told) {
  return (
    <Section id="industries" tone="sunken" title={t.industries.title} text={t.industries.text}>
      <ul className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2 lg:grid-cols-5">
        {t.industries.rows.map(([name, text]) => (
          <li key={name} className="bg-surface p-5">
            <p className="font-display text-lg font-bold">{name}</p>
            <p className="mt-1 text-sm text-ink-soft">{text}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Who brings the applications that are on sale; nothing where nobody does. */
export function Partners({ t, providers, deskHref }: Told & { providers: readonly ProviderView[]; deskHref: string }) {
  if (providers.length === 0) return null;
  return (
    <Section id="partners" title={t.partners.title} text={t.partners.text}>
      <ul className="grid gap-x-10 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
        {providers.map(({ name, products }) => (
          <li key={name} className="border-t border-line pt-4">
            <p className="font-medium">{name}</p>
            <p className="text-sm text-ink-soft">{products.join(" · ")}</p>
          </li>
        ))}
      </ul>
      <p className="mt-8 text-sm">
        <a href={deskHref} className="inline-block min-h-6 text-accent-strong underline decoration-accent-line decoration-2 underline-offset-4">{t.partners.desk}</a>
      </p>
    </Section>
  );
}

export function Promises({ t }: Told) {
  return (
    <Section id="promises" title={t.promises.title}>
      <dl className="grid grid-cols-2 gap-x-8 gap-y-8 lg:grid-cols-4">
        {t.promises.rows.map(([value, name]) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="figures font-display text-2xl font-bold text-accent-strong sm:text-3xl">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
