import { z } from "zod";

const CACHE = "kdsw-bills";
const PLACE = "/offline-bills.json";
/** What the page without a network reads (public/offline.js): the words of a few bills, whose they are, and from when. */
const Kept = z.object({ membershipId: z.string(), company: z.string(), at: z.number(), bills: z.array(z.object({ period: z.string(), total: z.string(), open: z.string(), due: z.string(), state: z.string() })) });
export type KeptBills = z.infer<typeof Kept>;

const isAble = () => "caches" in window && "serviceWorker" in navigator;

export async function readKept(): Promise<KeptBills | null> {
  // Opening one would make it.
  if (!isAble() || !(await caches.has(CACHE))) return null;
  const stored = await (await caches.open(CACHE)).match(PLACE);
  const parsed = Kept.safeParse(await stored?.json().catch(() => null));
  return parsed.success ? parsed.data : null;
}

export const keepBills = async (bills: KeptBills): Promise<void> => (await caches.open(CACHE)).put(PLACE, new Response(JSON.stringify(bills), { headers: { "content-type": "application/json" } }));
export const wipeBills = async (): Promise<void> => { if (isAble()) await caches.delete(CACHE); };
