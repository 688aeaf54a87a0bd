import { randomUUID } from "node:crypto";
import { type Answer } from "../kit/http";
import { idleEvent, keptEvents, ownSecret, postWebhook, signatureOf } from "../kit/provider";
import { type Stand } from "../kit/stand";

type Forgery = { name: string; id: string; body: string; signature: string | null; /** The same message without its flaw. */ honest: string };

function forgeries(secret: string): Forgery[] {
  const forged = (name: string, forge: (body: string) => { body?: string; signature: string | null; honest?: string }): Forgery => {
    const id = `evt_${randomUUID()}`;
    const body = JSON.stringify(idleEvent(id));
    return { name, id, body, honest: body, ...forge(body) };
  };
  const padded = (body: string, bytes: number) => {
    const long = `${body}${" ".repeat(bytes)}`;
    return { body: long, signature: signatureOf(long, { secret }) };
  };
  return [
    forged("no signature", () => ({ signature: null })),
    forged("nonsense", () => ({ signature: "t=1,v1=00" })),
    forged("310 s old", (body) => ({ signature: signatureOf(body, { secret, ageSeconds: 310 }) })),
    forged("310 s ahead", (body) => ({ signature: signatureOf(body, { secret, ageSeconds: -310 }) })),
    forged("another secret", (body) => ({ signature: signatureOf(body, { secret: "whsec_somebody_else" }) })),
    forged("v0 only", (body) => ({ signature: signatureOf(body, { secret, scheme: "v0" }) })),
    forged("written anew", (body) => {
      const anew = JSON.stringify(JSON.parse(body), null, 2);
      return { body: anew, signature: signatureOf(body, { secret }), honest: anew };
    }),
    forged("an empty secret", (body) => ({ signature: signatureOf(body, { secret: "" }) })),
    forged("300 kB", (body) => padded(body, 300_000)),
    forged("20 MB", (body) => padded(body, 20_000_000)),
  ];
}

const saysNothing = ({ text }: Answer) => text === "" || text === '{"error":"TOO_LARGE"}';
const isRefused = (answer: Answer) => (answer.status === 400 || answer.status === 413) && saysNothing(answer);

async function withSecrets<T>(stand: Stand, secrets: string, work: () => Promise<T>): Promise<T> {
  const before = ownSecret(stand);
  const restart = async (value: string) => {
    stand.env.STRIPE_WEBHOOK_SECRET = value;
    await stand.stopWeb();
    await stand.startWeb();
  };
  await restart(secrets);
  try {
    return await work();
  } finally {
    await restart(before);
  }
}

/** Row 7: against a web whose secret is being changed, with an empty place in the list, so that an empty secret has something to find. */
export async function forgedWebhooks(stand: Stand): Promise<void> {
  const [old, fresh] = [ownSecret(stand), `whsec_${randomUUID()}`];
  const traces = async () => JSON.stringify(await stand.owner(`select (select count(*) from "PaymentEvent") as events, (select count(*) from pgboss.job where name like 'payment.%') as jobs, (select count(*) from "Journal") as journals`));
  const tried = forgeries(old);
  const ids = tried.map(({ id }) => id);
  await withSecrets(stand, `${fresh},,${old}`, async () => {
    const before = await traces();
    const wrong: string[] = [];
    const statuses = new Set<number>();
    for (const { name, body, signature } of tried) {
      const answer = await postWebhook(stand, body, signature);
      statuses.add(answer.status);
      if (!isRefused(answer)) wrong.push(`${name}: ${answer.status} ${answer.text.slice(0, 60)}`);
    }
    const rows = await keptEvents(stand, ids);
    stand.judge("7 forged messages are refused, say nothing and leave no row", wrong.length === 0 && rows.length === 0 && before === (await traces()), `${tried.length} forgeries (${tried.map(({ name }) => name).join(", ")}), answers ${[...statuses].join(", ")}, ${rows.length} rows; ${wrong.join("; ") || "none passed"}`);

    const honest = await Promise.all(tried.map(({ honest: body }) => postWebhook(stand, body, signatureOf(body, { secret: old }))));
    const passed = honest.filter(({ status }) => status === 200).length;
    const kept = (await keptEvents(stand, ids)).length;
    stand.judge("7 the attack bites: each of them passes and leaves its row once its one flaw is mended", passed === tried.length && kept === tried.length && before !== (await traces()), `${passed}/${tried.length} passed, ${kept} rows`);

    const turning = [old, fresh].map((secret) => ({ secret, body: JSON.stringify(idleEvent(`evt_${randomUUID()}`)) }));
    const bodyOfBoth = JSON.stringify(idleEvent(`evt_${randomUUID()}`));
    const both = `${signatureOf(bodyOfBoth, { secret: "whsec_unknown" })},${signatureOf(bodyOfBoth, { secret: fresh }).split(",")[1]}`;
    const answers = await Promise.all([...turning.map(({ body, secret }) => postWebhook(stand, body, signatureOf(body, { secret }))), postWebhook(stand, bodyOfBoth, both)]);
    stand.judge("7 while one secret takes over from the other both pass, alone or together", answers.every(({ status }) => status === 200), `old, new, both: ${answers.map(({ status }) => status).join(", ")}`);
  });
  const body = JSON.stringify(idleEvent(`evt_${randomUUID()}`));
  const after = await postWebhook(stand, body, signatureOf(body, { secret: fresh }));
  stand.judge("7 a secret that is not in the list any more does not pass", isRefused(after), `${after.status}`);
}
