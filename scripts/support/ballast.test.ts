import { existsSync, mkdtempSync, rmSync, statSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { disksOf, freeMegabytes, layBallast, releaseBallast } from "./ballast";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kdsw-ballast-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = () => join(folder, "ballast");

it("promise 24: a ballast is laid once, takes its room for real, and gives it back", () => {
  expect(layBallast(folder, 3)).toEqual({ laid: [folder], noRoom: [] });
  const { size, blocks, mode, ino } = statSync(file());
  expect([size, blocks * 512 >= size, mode & 0o777]).toEqual([3 * 1_048_576, true, 0o600]);
  expect(layBallast(folder, 5)).toEqual({ laid: [folder], noRoom: [] });
  expect(statSync(file()).ino).toBe(ino);
  expect(releaseBallast(folder)).toBe(3);
  expect(existsSync(file())).toBe(false);
  expect(releaseBallast(folder)).toBe(0);
});

it("promise 24: a disk that could not spare it gets none, nor does anybody who wants none", () => {
  expect(layBallast(folder, freeMegabytes(folder))).toEqual({ laid: [], noRoom: [folder] });
  expect(layBallast(folder, 0)).toEqual({ laid: [], noRoom: [] });
  expect(existsSync(file())).toBe(false);
});

it("promise 24: the log counts apart only where it lies on another disk, and free is what the system says", () => {
  expect(disksOf(folder)).toEqual([folder]);
  const { bavail, bsize } = statfsSync(folder);
  expect(Math.abs(freeMegabytes(folder) - (bavail * bsize) / 1_048_576)).toBeLessThan(500);
});
