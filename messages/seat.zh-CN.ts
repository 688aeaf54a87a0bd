import type { SeatBlocker, SeatSync } from "@/server/seats/seat.rules";
import type { Words } from "./money.zh-CN";

/** Why nobody can be given a seat now, or why a call about one was refused. */
export const seatReasonWords = {
  notPersonal: "这个产品不按人分配席位。",
  productNotOpen: "产品还没有开通，开通后才能分配席位。",
  productSuspended: "产品已暂停，恢复使用后才能分配席位；收回席位不受影响。",
  productEnded: "产品已终止，席位随产品一起结束。",
  accountNotOpen: "企业帐号现在不能办理业务。",
  noSeatLeft: "席位已经用完，请先收回一个，或者增加数量。",
  alreadySeated: "这名员工已经有席位了。",
  userWithoutMail: "这名员工没有填邮箱，请先在企业用户里补上。",
  mailOfAnother: "这个邮箱已经是企业里另一名员工的登录方式，请核对邮箱。",
} as const satisfies Record<SeatBlocker | "noSeatLeft" | "alreadySeated" | "userWithoutMail" | "mailOfAnother", string>;

export const seatSyncWords: Words<SeatSync> = {
  syncing: { word: "同步中", tone: "info" },
  synced: { word: "已同步", tone: "success" },
  needsPerson: { word: "需要处理", tone: "danger" },
};

export const seatDriftWords = {
  missingThere: { word: "应用里没有", tone: "warning" },
  extraThere: { word: "应用里多出", tone: "warning" },
} as const satisfies Words<"missingThere" | "extraThere">;
