import { expect, it } from "vitest";
import { asBusy, newId } from "./db";
import { AppError } from "./kernel/errors";

it("ids of new rows are version 7, all different, and sort as they were made", () => {
  const ids = Array.from({ length: 10_000 }, newId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  expect(Math.abs(parseInt(ids[0]!.replaceAll("-", "").slice(0, 12), 16) - Date.now())).toBeLessThan(5000);
});

it.each([
  ["a disk without room", "Database error. Code: `53100`. Message: `could not extend file: No space left on device`"],
  ["a connection that broke while it waited in the pool", "Client has encountered a connection error and is not queryable"],
  ["a server that shuts down", "Raw query failed. Code: `57P01`. Message: `terminating connection due to administrator command`"],
  ["a server that gave up, seen from a connection in the middle of a sentence", "read ECONNRESET"],
  ["one that was gone before the question was", "write EPIPE"],
])("promises 22, 24: %s is said to be busy, and nothing else is", (_, message) => {
  expect(asBusy(new Error(message))).toMatchObject({ code: "BUSY" });
  const own = new Error("a charge does not change");
  expect(asBusy(own)).toBe(own);
  expect(asBusy(new AppError("NOT_FOUND"))).toMatchObject({ code: "NOT_FOUND" });
});
