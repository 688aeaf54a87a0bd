/** Does all of them, so many at a time, and gives what came of each in their order. */
export async function inLanes<Item, Result>(lanes: number, items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  await Promise.all(Array.from({ length: lanes }, async () => {
    for (const [place, item] of left) results[place] = await work(item);
  }));
  return results;
}
