/** The mark's widening lines as quiet decoration. */
export function BrandLines() {
  return (
    <svg width="56" height="34" viewBox="0 0 56 34" aria-hidden="true" focusable="false" className="text-accent-line">
      <path fill="currentColor" d="M22 0h12v4H22zM13 11h30v6H13zM0 24h56v10H0z" />
    </svg>
  );
}
