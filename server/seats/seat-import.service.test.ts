import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { ownAp } from "../../e2e/fixtures/own-ap";
import { codeOf, customer, fieldsOf } from "../../e2e/fixtures/people";
import { employee, seatedCompany } from "../../e2e/fixtures/seats";
import { dbFor } from "../db";
import { systemScope } from "../scope";
import { runSeatImports } from "./seat-import.service";

await ownAp();
const sd = dbFor("SD");
const run = async () => runSeatImports(await systemScope("SD"));

it("PC12: a file is tried, begun and done row by row, each seat under a line of its own; what changed meanwhile is told at its row", async () => {
  const { caller, productId, userIds } = await seatedCompany({ people: 13 });
  for (const userId of userIds.slice(10)) await caller.seat.assign({ key: randomUUID(), productId, userId });
  const csv = ["工号,席位", "1011,收回", ...Array.from({ length: 9 }, (_, n) => `${1001 + n},分配`), "7777,", "1012,分配"].join("\n");
  const check = await caller.seat.checkImport({ productId, csv });
  expect([check.counts, check.freeAfter]).toEqual([{ assign: 8, withdraw: 1, same: 1, error: 2 }, 0]);
  expect(await sd.seatAssignment.count({ where: { productId } })).toBe(3);
  expect(await codeOf(caller.seat.startImport({ key: randomUUID(), productId, csv, digest: "0".repeat(64) }))).toBe("CHANGED_MEANWHILE");
  const key = randomUUID();
  const begun = await Promise.all([1, 2].map(() => caller.seat.startImport({ key, productId, csv, digest: check.digest })));
  expect(begun[0]).toEqual(begun[1]);
  expect(await caller.seat.import({ importId: begun[0]!.importId })).toMatchObject({ total: 9, looked: 0, endedAt: null });
  // Somebody leaves between the dry run and its doing.
  await caller.enterpriseUser.remove({ userId: userIds[3]! });
  await Promise.all([run(), run()]);
  const view = await caller.seat.import({ importId: begun[0]!.importId });
  expect(view).toMatchObject({ total: 9, looked: 9, refused: [{ lineNumber: 6, employeeNumber: "1004", result: "NOT_FOUND" }] });
  expect(view.endedAt).not.toBeNull();
  expect(await sd.seatAssignment.count({ where: { productId, withdrawnAt: null } })).toBe(9);
  expect(await sd.serviceOrder.count({ where: { seatUserId: { in: userIds }, operation: "assignSeat" } })).toBe(10);
});

it("PC12: a run whose worker died goes on where it stood and gives nobody two seats", async () => {
  const { caller, productId } = await seatedCompany({ people: 4 });
  const csv = "工号\n1001\n1002\n1003\n1004";
  const { digest } = await caller.seat.checkImport({ productId, csv });
  const { importId } = await caller.seat.startImport({ key: randomUUID(), productId, csv, digest });
  // The first row was done, and its worker died before it could say so.
  const row = await sd.seatImport.findFirstOrThrow({ where: { id: importId } });
  await caller.seat.assign({ key: randomUUID(), productId, userId: (row.rows as { userId: string }[])[0]!.userId });
  await sd.seatImport.updateMany({ where: { id: importId }, data: { leaseUntil: new Date(Date.now() + 60_000) } });
  await run();
  expect((await caller.seat.import({ importId })).looked).toBe(0);
  await sd.seatImport.updateMany({ where: { id: importId }, data: { leaseUntil: new Date() } });
  await run();
  expect(await caller.seat.import({ importId })).toMatchObject({ looked: 4, refused: [] });
  expect(await sd.seatAssignment.count({ where: { productId, withdrawnAt: null } })).toBe(4);
});

it("PC12: a file that cannot be read, a stranger's product and a role that gives no seats are refused", async () => {
  const { owner, caller, productId } = await seatedCompany({ people: 1 });
  expect(await fieldsOf(caller.seat.checkImport({ productId, csv: "姓名\n张三" }))).toEqual({ csv: "headingMissing" });
  const stranger = await (await customer()).as();
  await employee(stranger, "1001");
  expect(await codeOf(stranger.seat.checkImport({ productId, csv: "工号\n1001" }))).toBe("NOT_FOUND");
  expect(await codeOf((await owner.as("buyer")).seat.checkImport({ productId, csv: "工号\n1001" }))).toBe("FORBIDDEN");
  const { digest } = await caller.seat.checkImport({ productId, csv: "工号\n1001" });
  const { importId } = await caller.seat.startImport({ key: randomUUID(), productId, csv: "工号\n1001", digest });
  expect(await codeOf(stranger.seat.import({ importId }))).toBe("NOT_FOUND");
});
