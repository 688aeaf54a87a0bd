/** Platforms that are asked side by side: connections to all at once would make each other late, and look like an outage. */
const SIDE_BY_SIDE = 4;

/** What each platform answers, in their order. */
export async function fromPlatforms<T>(platforms: readonly string[], ask: (platformId: string) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (let n = 0; n < platforms.length; n += SIDE_BY_SIDE) answers.push(...(await Promise.all(platforms.slice(n, n + SIDE_BY_SIDE).map(ask))));
  return answers;
}
