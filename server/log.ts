import pino from "pino";

/** Names whose values never reach a log line (SY4). */
const secret = ["password", "passwordHash", "token", "secret", "code", "creditCode", "authorization", "cookie", "paymentAccountNumber", "phone", "email"];

export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: { process: process.env.PROCESS_NAME ?? "web" },
  redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[removed]" },
});
