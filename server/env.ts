import { z } from "zod";

const port = z.coerce.number().int().min(1).max(65_535);

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  /** The port that browsers name. */
  PORT: port.default(3000),
  /** Where the web listens when a front stands at PORT. */
  PORTAL_LISTEN_PORT: port.optional(),
  /** Base domain without a port; planned hosts are its sub-domains. */
  PORTAL_DOMAIN: z.string().regex(/^[a-z0-9.-]+$/).default("kdsw.localhost"),
  /** Address to listen at; `npm start` names the loopback, since the demo's passwords are public. */
  PORTAL_LISTEN: z.string().min(1).default("::"),
  /** https where a front with a certificate stands before the portal. */
  PORTAL_SCHEME: z.enum(["http", "https"]).default("http"),
  /** "trusted" when a front sets X-Forwarded-For itself; otherwise the header is ignored. */
  PORTAL_FRONT: z.enum(["none", "trusted"]).default("none"),
  /** The application's role, which owns no table. DATABASE_URL_<SCOPE> moves a scope to a database of its own. */
  DATABASE_URL: z.string().startsWith("postgres"),
  /** Connections per scope and process; 17 scopes and the worker share the server's limit. */
  DATABASE_POOL: z.coerce.number().int().min(1).default(3),
  CUSTOMER_SECRET: z.string().min(32),
  STAFF_SECRET: z.string().min(32),
  PARTNER_SECRET: z.string().min(32),
  /** 64 hex digits; encrypts uploaded papers and second-factor secrets. */
  DATA_KEY: z.string().regex(/^[0-9a-f]{64}$/),
  /** 64 hex digits; says to browsers' push services that a message comes from this installation. Another key ends every device's consent. */
  VAPID_KEY: z.string().regex(/^[0-9a-f]{64}$/),
  /** Signs the anchors of the audit chain; not known to the database. */
  AUDIT_KEY: z.string().min(32),
  AUDIT_ANCHOR_FILE: z.string().default(".data/audit-anchors.jsonl"),
  SMTP_URL: z.string().default("smtp://127.0.0.1:1025"),
  MAIL_FROM: z.string().default("宽带商务 <no-reply@kdsw.example>"),
  AP_URL: z.url().default("http://127.0.0.1:3101"),
  AP_SHARED_SECRET: z.string().default("demo-ap-secret"),
  /** Seconds between two heartbeats of an application. */
  HEARTBEAT_SECONDS: z.coerce.number().int().min(1).default(60),
  /** Seconds between two readings of a metered product's use from its AP. */
  USAGE_READ_SECONDS: z.coerce.number().int().min(5).default(3600),
  /** Where the process of the sign-in for applications listens on this machine; the web's door passes /oidc on to it. */
  OIDC_PORT: port.default(3111),
  /** How often a product's seats are compared with its provider's (PR7). */
  SEAT_CHECK_SECONDS: z.coerce.number().int().min(5).default(3600),
  BSS97_URL: z.url().default("http://127.0.0.1:3102"),
  BILLING_URL: z.url().default("http://127.0.0.1:3103"),
  SMS_URL: z.url().default("http://127.0.0.1:3104"),
  /** WeCom's and DingTalk's own addresses; only a robot's key is ever taken from staff, never an address. */
  WECOM_URL: z.url().default("https://qyapi.weixin.qq.com"),
  DINGTALK_URL: z.url().default("https://oapi.dingtalk.com"),
  /** The payment provider's secret key; empty: paying online says that it is down. */
  STRIPE_SECRET_KEY: z.string().regex(/^(?:sk_\S+|rk_\S+)?$/).default(""),
  /** Secrets of its webhooks, two with a comma while one takes over from the other; empty: no message of it is believed. */
  STRIPE_WEBHOOK_SECRET: z.string().default(""),
  STRIPE_API_URL: z.url().default("https://api.stripe.com"),
  /** Seconds between two looks through the provider's records for what its messages did not tell. */
  PAYMENT_RECONCILE_SECONDS: z.coerce.number().int().min(10).default(600),
  /** Networks inside which event callbacks may lie, "10.1.0.0/16" with commas; elsewhere only the open network is reached. */
  EVENT_CALLBACK_NETWORKS: z.string().regex(/^[0-9a-fA-F.:/,\s]*$/).default(""),
  /** Folders on the disks that hold the database, where it lies on this machine, apart as in PATH; empty: it does not, and no disk is watched. */
  DATABASE_DISK: z.string().default(""),
  /** Seconds between two looks at these. */
  DISK_WATCH_SECONDS: z.coerce.number().int().min(1).default(60),
  /** Where the edge is told that public pages have changed; empty: no edge stands before this portal, or it finds out by itself within a minute. */
  EDGE_URL: z.union([z.literal(""), z.url()]).default(""),
  EDGE_PURGE_SECRET: z.union([z.literal(""), z.string().min(32)]).default(""),
  BSS_SHARED_SECRET: z.string().default("demo-bss-secret"),
  /** What a machine that reads /metrics must say; empty: there is no such address. */
  METRICS_TOKEN: z.string().regex(/^(?:\S{32,})?$/).default(""),
  /** Name servers for checking a mail domain, "address:port" with commas; empty: the machine's own. */
  DNS_SERVERS: z.string().regex(/^[0-9a-fA-F.:[\],\s]*$/).default(""),
  /** "on": the clock may be moved and the demonstration's sign-ins are shown. */
  DEMO: z.enum(["on", "off"]).default("off"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

function parse() {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new Error(`These settings are missing or wrong: ${names}. \`npm start\` sets them; README lists them.`);
}

let parsed: ReturnType<typeof parse> | undefined;
/** The process's settings, parsed once at first use, so that a build needs none of them. */
export function env(): ReturnType<typeof parse> {
  return (parsed ??= parse());
}

/** The database of a scope: its own where DATABASE_URL_<SCOPE> says so. */
export function databaseUrlOf(scopeId: string): string {
  return process.env[`DATABASE_URL_${scopeId}`] ?? env().DATABASE_URL;
}
