import { formatFen } from "@/server/kernel/money";
import { Said } from "../say/said";

export type Bar = { label: string; value: bigint; href?: string | null };
/** How a value is written; sums of money in fen unless another way is given. */
type Format = (value: bigint) => string;

const WIDTH = 420;
const HEIGHT = 120;

/** Whole pixels of a value beside the largest; a value that is there is seen. */
const heightOf = (value: bigint, most: bigint) => (value <= 0n || most <= 0n ? 0 : Math.max(2, Number((value * BigInt(HEIGHT)) / most)));

/** Values as columns with one colour and a table of the same figures beneath, for readers and for who cannot tell colours (RP12). */
export function BarChart({ title, summary, bars, headings, format = formatFen }: { title: string; summary: string; bars: readonly Bar[]; headings: readonly [string, string]; format?: Format }) {
  const most = bars.reduce((top, bar) => (bar.value > top ? bar.value : top), 0n);
  const step = WIDTH / Math.max(bars.length, 12);
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{title}</span>
        <span className="text-[0.9em] text-ink-soft">{summary}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 24}`} className="w-full" role="img" aria-label={`${title}：${summary}`}>
        <line x1="0" x2={WIDTH} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className="stroke-line-strong" />
        {bars.map((bar, index) => (
          <g key={bar.label}>
            <rect x={index * step + step * 0.18} width={step * 0.64} y={HEIGHT - heightOf(bar.value, most)} height={heightOf(bar.value, most)} rx="2" className={index === bars.length - 1 ? "fill-accent" : "fill-accent-line"} />
            {(bars.length <= 6 || index % 3 === (bars.length - 1) % 3) && (
              // The last of many stands inside the picture's edge.
              <text x={index === bars.length - 1 && bars.length > 12 ? WIDTH : index * step + step / 2} y={HEIGHT + 18} textAnchor={index === bars.length - 1 && bars.length > 12 ? "end" : "middle"} className="fill-ink-faint text-[11px]">
                {bar.label}
              </text>
            )}
          </g>
        ))}
      </svg>
      <details className="mt-2">
        <summary className="inline-flex min-h-6 cursor-pointer items-center text-accent-strong"><Said text="看数字" /></summary>
        <table className="mt-2 w-full max-w-md text-[0.9375em]">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col" className="py-1 text-start font-medium text-ink-soft">{headings[0]}</th>
              <th scope="col" className="py-1 text-end font-medium text-ink-soft">{headings[1]}</th>
            </tr>
          </thead>
          <tbody>
            {[...bars].reverse().map((bar) => (
              <tr key={bar.label} className="border-t border-line">
                <th scope="row" className="py-1 text-start font-normal">{bar.href ? <a href={bar.href} className="inline-block min-h-6 text-accent-strong underline underline-offset-4">{bar.label}</a> : bar.label}</th>
                <td className="figures py-1 text-end">{format(bar.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** Sums side by side as bars of a length, each with its name and figure: for a few things that have names. */
export function BarList({ title, summary, bars }: { title: string; summary: string; bars: readonly Bar[] }) {
  const most = bars.reduce((top, bar) => (bar.value > top ? bar.value : top), 1n);
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{title}</span>
        <span className="text-[0.9em] text-ink-soft">{summary}</span>
      </figcaption>
      <ul className="flex flex-col gap-2.5">
        {bars.map((bar) => (
          <li key={bar.label}>
            <span className="flex justify-between gap-x-4 text-[0.9375em]">
              <span className="min-w-0">{bar.label}</span>
              <span className="figures">{formatFen(bar.value)}</span>
            </span>
            <svg viewBox="0 0 100 2" preserveAspectRatio="none" className="mt-1 h-2 w-full" aria-hidden="true">
              <rect width="100" height="2" className="fill-sunken" />
              <rect width={bar.value <= 0n ? 0 : Math.max(1, Number((bar.value * 100n) / most))} height="2" className="fill-accent" />
            </svg>
          </li>
        ))}
      </ul>
    </figure>
  );
}
