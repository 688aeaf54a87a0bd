import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statSync, statfsSync, truncateSync, writeSync } from "node:fs";
import { usedPercent } from "../../../server/platforms/disk.rules";

const MEGABYTE = 1_048_576;
const shell = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: "utf8" });
export const megabytesIn = (folder: string) => Math.ceil(Number(shell("du", "-s", "-B1", folder).stdout.split("\t")[0]) / MEGABYTE);

export type SmallDisk = {
  folder: string;
  /** Until not a block is left. */
  fill: () => void;
  /** Until so many per cent are used, more or fewer than now. */
  fillTo: (percent: number) => void;
  percent: () => number;
  free: () => void;
  unmount: () => void;
};

/** A disk of so many megabytes in memory; null where this user or machine cannot mount one. */
export function mountSmall(folder: string, megabytes: number, like: string): SmallDisk | null {
  const { uid, gid } = statSync(like);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (shell("mount", "-t", "tmpfs", "-o", `size=${megabytes}m,mode=0700,uid=${uid},gid=${gid}`, "tmpfs", folder).status !== 0) return null;
  const unmount = () => void shell("umount", "-l", folder);
  process.once("exit", unmount);
  const filler = `${folder}/filler`;
  const percent = () => usedPercent(statfsSync(folder));
  const append = (isEnough: () => boolean) => {
    const file = openSync(filler, "a");
    try {
      for (const size of [MEGABYTE, 4096]) try { while (!isEnough()) writeSync(file, Buffer.alloc(size, 1)); } catch { /* no space left: that is what is wanted */ }
    } finally {
      closeSync(file);
    }
  };
  return {
    folder, percent,
    fill: () => append(() => false),
    fillTo: (wanted) => {
      append(() => percent() >= wanted);
      for (let { size } = statSync(filler); percent() > wanted && size > 0; ) truncateSync(filler, (size = Math.max(0, size - MEGABYTE)));
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => {
      process.removeListener("exit", unmount);
      unmount();
    },
  };
}

/** Copies belong to whom the first belongs, as PostgreSQL insists. */
export function owned(like: string, ...folders: string[]): void {
  const { uid, gid } = statSync(like);
  for (const folder of folders) shell("chown", "-RP", `${uid}:${gid}`, folder);
}
