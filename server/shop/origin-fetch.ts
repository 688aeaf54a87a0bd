import { processWide } from "../process-wide";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How this process reaches the origin; the edge puts its binding here (edge/worker.ts). */
export const originFetch = processWide<{ by: Fetch }>("origin-fetch", () => ({ by: (url, init) => fetch(url, { ...init, cache: "no-store" }) }));
