import { providerOf } from "./kit/provider";
import { type Stand } from "./kit/stand";
import { proveMoney } from "./money";
import { forgedWebhooks } from "./payments/forged";
import { neverHanging } from "./payments/hanging";
import { lostAnswers, lostMessages } from "./payments/lost";
import { replayedWebhooks } from "./payments/replayed";
import { sameKeys } from "./payments/same-key";

/** Card and wallet payments over the built product; the records of the provider's stand-in are the oracle. */
export async function run(stand: Stand): Promise<void> {
  const provider = providerOf(stand);
  await forgedWebhooks(stand);
  await replayedWebhooks(stand, provider);
  await lostAnswers(stand, provider, await lostMessages(stand, provider));
  await sameKeys(stand, provider);
  await neverHanging(stand);
  await proveMoney(stand, "after lost, forged and repeated payments");
}
