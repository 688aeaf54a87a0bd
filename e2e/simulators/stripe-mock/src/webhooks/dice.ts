/** Chance that can be had again: the same seed gives the same losses and the same disorder. */
export type Dice = { seed: (seed: number) => void; next: () => number };

/** Mulberry32: small, fast and even enough to lose webhooks by. */
export function createDice(start: number): Dice {
  let state = start;
  return {
    seed: (seed) => {
      state = seed;
    },
    next: () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}

export const chance = (dice: Dice, percent: number): boolean => dice.next() * 100 < percent;

export function shuffled<T>(dice: Dice, items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, place: dice.next() }));
  return keyed.sort((a, b) => a.place - b.place).map(({ item }) => item);
}
