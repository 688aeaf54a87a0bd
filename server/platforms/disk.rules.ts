type Blocks = { blocks: number; bfree: number; bavail: number };

/** How full a disk is in whole per cent, as `df` reckons it: of what is used and what may still be written, rounded up. */
export function usedPercent({ blocks, bfree, bavail }: Blocks): number {
  const used = blocks - bfree;
  return used + bavail === 0 ? 100 : Math.ceil((used * 100) / (used + bavail));
}
