import { type Stand } from "./kit/stand";
import { billRun } from "./billing/bill-run";
import { closedPeriods } from "./billing/closed-periods";
import { moneyInputs } from "./billing/money-inputs";
import { moneyMix } from "./billing/money-mix";
import { monthEnd } from "./billing/month-end";

export async function run(stand: Stand): Promise<void> {
  await moneyInputs(stand);
  await closedPeriods(stand, await billRun(stand));
  await moneyMix(stand);
  await monthEnd(stand);
}
