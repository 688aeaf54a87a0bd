import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { makeLog, scrub } from "./log";

/** What a real person would hate to see in a log, as it turns up in errors of libraries. */
const canaries = {
  password: "kuandai-demo-2026", token: "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..YXNkZg.c2VjcmV0.dGFn", idNumber: "370102199003077512", bank: "6222021602005461234",
  phone: "13853100001", mail: "sunjianguo@qilu-jingji.example", robot: "5f3a-robot-key-0123456789",
};

function linesOf(write: (log: ReturnType<typeof makeLog>) => void): string {
  const parts: string[] = [];
  process.env.LOG_LEVEL = "debug";
  write(makeLog(new Writable({ write: (chunk: Buffer, _encoding, done) => { parts.push(chunk.toString()); done(); } })));
  delete process.env.LOG_LEVEL;
  return parts.join("");
}

it("SY4: no line holds a password, token, id number, bank number, phone or mailbox, wherever it stands in what is logged", () => {
  const text = linesOf((log) => {
    log.error({ err: { message: `invalid input for ${canaries.mail} ${canaries.idNumber} ${canaries.bank}`, stack: `at x (${canaries.phone})\n${canaries.token}` } }, "procedure failed");
    log.warn({ input: { password: canaries.password, next: canaries.password, phone: canaries.phone, nested: { token: canaries.token } } }, "refused");
    log.info({ path: `/cgi-bin/webhook/send?key=${canaries.robot}`, status: 200 }, "outside system called");
    log.error({ message: "connect postgres://kdsw_app:hunter2!very-secret@127.0.0.1:5432/kdsw failed" }, "the worker could not start");
  });
  expect(text.split("\n").filter(Boolean)).toHaveLength(4);
  for (const [name, value] of Object.entries(canaries)) expect(text, name).not.toContain(value);
  expect(text).not.toContain("hunter2");
});

it("SY4: what finds a line again stays: request numbers, order numbers, codes, ids and times", () => {
  const kept = "order SD202611250012 request 019ad3a0-0000-7000-8000-000000000001 code P2034 at 2026-11-25T03:04:05.000Z took 1234 ms status 503";
  expect(scrub(kept)).toBe(kept);
});
