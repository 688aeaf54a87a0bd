/** The mark: a seal cut with three lines that widen, after 宽带. The seal's red is the brand's, whatever the storefront's theme. */
function BrandMark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path fill="var(--color-seal)" d="M3.2 1.4 28 1l2.8 2.4.4 24.9-2.6 2.6-25.2.1L.9 28.4.8 4z" />
      <g fill="#fff">
        <path d="M13 6h6v2.4h-6z" />
        <path d="M9.4 11.6h13.2v3H9.4z" />
        <path d="M5.6 18h20.8v8H5.6z" />
      </g>
      <path fill="var(--color-seal)" d="M8.4 20.6h15.2v2.8H8.4z" />
    </svg>
  );
}

/** Mark and wordmark; `place` is the storefront or desk that stands beside the name. */
export function Brand({ place, tone = "ink" }: { place?: string; tone?: "ink" | "light" }) {
  const ink = tone === "ink";
  return (
    <span className="inline-flex max-w-full items-center gap-2.5">
      <BrandMark />
      <span className={`font-display text-xl leading-none font-bold tracking-wide whitespace-nowrap ${ink ? "text-ink" : "text-on-night"}`}>宽带商务</span>
      {place && (
        <span className={`min-w-0 border-l pl-2.5 text-sm leading-tight ${ink ? "border-line-strong text-ink-soft" : "border-on-night-soft text-on-night-soft"}`}>{place}</span>
      )}
    </span>
  );
}
