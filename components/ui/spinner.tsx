/** A turning ring. Give `label` when nothing else on the page says what is being waited for. */
export function Spinner({ label }: { label?: string }) {
  return (
    <span className="inline-flex items-center gap-2" {...(label ? { role: "status" } : { "aria-hidden": true })}>
      <span className="inline-block size-[1.1em] animate-spin rounded-full border-2 border-current border-r-transparent" />
      {label}
    </span>
  );
}
