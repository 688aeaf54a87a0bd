import pino from "pino";

/** Names whose values never reach a log line (SY4). */
const secret = ["password", "passwordHash", "next", "current", "token", "secret", "otp", "code", "creditCode", "authorization", "cookie", "paymentAccountNumber", "boundAccountNumber", "phone", "contactPhone", "email", "contactEmail"];

/** What must not stand in a line whatever it is called, in patterns that no text makes slow (promise 42): numbers of people and accounts, keys in addresses, tokens, credentials. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/:\/\/[^\s/@]*@/g, "://[removed]@"],
  [/\b[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]\b/g, "[id number]"],
  [/\b1[3-9]\d{9}\b/g, "[phone]"],
  [/\b[1-9]\d{14,18}\b/g, "[account number]"],
  [/(?<![\w.+-])[\w.+-]+@[\w.-]+/g, "[mail]"],
  [/\beyJ[\w.-]{10,}/g, "[token]"],
  [/([?&](?:token|code|key|access_token|sign|secret)=)[^&\s"]+/g, "$1[removed]"],
];

/** A text with what SY4 forbids taken out: messages of libraries quote what they were given. */
export function scrub(text: string): string {
  return patterns.reduce((left, [pattern, word]) => left.replace(pattern, word), text);
}

function scrubErr(err: unknown): unknown {
  if (typeof err !== "object" || err === null) return err;
  const { message, stack, ...rest } = err as { message?: unknown; stack?: unknown };
  return { ...rest, message: scrub(String(message ?? "")), ...(typeof stack === "string" ? { stack: scrub(stack) } : {}) };
}

export const makeLog = (destination?: pino.DestinationStream) =>
  pino(
    {
      level: process.env.LOG_LEVEL ?? "info",
      base: { process: process.env.PROCESS_NAME ?? "web" },
      redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[removed]" },
      serializers: { err: scrubErr, message: (text: unknown) => scrub(String(text)), path: (text: unknown) => scrub(String(text)) },
    },
    destination,
  );

export const log = makeLog();
