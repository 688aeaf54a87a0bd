/**
 * One value for the whole process. Next bundles pages and route handlers apart, so a variable of a module exists once in
 * each bundle: two pools for one budget, or a page that does not know what a call has just changed.
 */
export function processWide<T>(name: string, make: () => T): T {
  const all = globalThis as unknown as Record<symbol, T | undefined>;
  return (all[Symbol.for(`kdsw.${name}`)] ??= make());
}
