import { type Stand } from "./kit/stand";
import { proveMoney } from "./money";
import { crashesBeside } from "./orders/crashes";
import { hangingProvider } from "./orders/hanging-provider";
import { repeats } from "./orders/repeats";
import { slowPayments } from "./orders/slow-payments";
import { frozenWorker } from "./orders/stale";

/** The whole life of an order: refused parts, many at once, changes and ends, and the systems around it that hang. */
export async function run(stand: Stand): Promise<void> {
  await repeats(stand);
  await crashesBeside(stand);
  await frozenWorker(stand);
  await hangingProvider(stand);
  await slowPayments(stand);
  await proveMoney(stand, "after all that can happen to an order");
}
