import type { SeatBlocker, SeatSync } from "@/server/seats/seat.rules";
import type { RowProblem } from "@/server/seats/seat-import.schema";
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
  alreadyAdministrator: "这名员工已经是业务管理员了。",
  noAdministrator: "还没有指定业务管理员。",
  mailOfAnother: "这个邮箱已经是企业里另一名员工的登录方式，请核对邮箱。",
} as const satisfies Record<SeatBlocker | "noSeatLeft" | "alreadySeated" | "userWithoutMail" | "mailOfAnother" | "alreadyAdministrator" | "noAdministrator", string>;

export const seatSyncWords: Words<SeatSync> = {
  syncing: { word: "同步中", tone: "info" },
  synced: { word: "已同步", tone: "success" },
  needsPerson: { word: "需要处理", tone: "danger" },
};

export const seatDriftWords = {
  missingThere: { word: "应用里没有", tone: "warning" },
  extraThere: { word: "应用里多出", tone: "warning" },
} as const satisfies Words<"missingThere" | "extraThere">;

/** PC12: what is wrong with a row of a file. */
export const seatRowWords: Record<RowProblem, string> = {
  whoMissing: "没有工号，也没有邮箱",
  userUnknown: "企业用户里没有这名员工",
  userTwice: "有多名员工符合，请核对",
  mailTwice: "有多名员工用这个邮箱，请改填工号",
  actWrong: "“席位”列请填“分配”或“收回”",
  rowTwice: "这名员工在前面已经有一行",
  noSeatLeft: "席位不够",
};

/** Why a file of seats cannot be read. */
export const seatFileWords: Readonly<Record<string, string>> = { fileEmpty: "文件里没有要办理的行", headingMissing: "第一行要有“工号”或“邮箱”一列", tooManyRows: "一次最多 500 行，请分成几个文件", fileTooLarge: "文件太大，请分成几个文件" };
