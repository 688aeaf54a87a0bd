/** How a stand-in is started. */
export type StripeMockOptions = {
  /** 0 takes a free port. */
  port: number;
  host?: string | undefined;
  /** Folder of `stripe.jsonl`; without it nothing outlives the process. */
  dataDir?: string | undefined;
  secretKey: string;
  webhookSecret: string;
  /** The one webhook endpoint; without it events are only listed. */
  webhookUrl?: string | undefined;
  now?: (() => Date) | undefined;
  /** Waits between the attempts to deliver one event; after the last it counts as failed. */
  webhookRetryMs?: readonly number[] | undefined;
  /** Least amounts in the smallest unit, by currency. */
  minimumAmounts?: Readonly<Record<string, number>> | undefined;
};

export type Settings = {
  secretKey: string;
  webhookSecret: string;
  webhookUrl: string | undefined;
  now: () => Date;
  webhookRetryMs: readonly number[];
  minimumAmounts: Readonly<Record<string, number>>;
};

/** Stripe asks for the worth of 50 US cents; in yuan that is about four. */
const minimumAmounts = { cny: 400, usd: 50, eur: 50, gbp: 30, hkd: 400, sgd: 50 };
const webhookRetryMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

export function settingsOf(options: StripeMockOptions): Settings {
  if (!options.secretKey.startsWith("sk_test_")) throw new Error("stripe-mock takes test keys only: the secret key has to start with sk_test_.");
  if (options.webhookUrl !== undefined && !options.webhookUrl.startsWith("http://")) throw new Error("stripe-mock tells a local endpoint: its address has to start with http://.");
  return {
    secretKey: options.secretKey,
    webhookSecret: options.webhookSecret,
    webhookUrl: options.webhookUrl,
    now: options.now ?? (() => new Date()),
    webhookRetryMs: options.webhookRetryMs ?? webhookRetryMs,
    minimumAmounts: { ...minimumAmounts, ...options.minimumAmounts },
  };
}
