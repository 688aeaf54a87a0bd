/** Work that is under way: a bar, and the same in words. */
export function Progress({ label, done, of, text }: { label: string; done: number; of: number; text: string }) {
  return (
    <span className="flex min-w-40 flex-col gap-1">
      <progress aria-label={label} value={done} max={Math.max(of, 1)} className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent" />
      <span className="figures text-[0.875em] text-ink-soft">{text}</span>
    </span>
  );
}
