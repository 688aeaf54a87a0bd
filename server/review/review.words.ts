import type { refuseReasons, returnReasons } from "./review.rules";

/** Reasons as a customer reads them in a mail and on the page. */
export const reviewWords = {
  return: {
    papersUnclear: "证照不清晰或不完整",
    factsWrong: "开通所需信息有误",
    seatsUnclear: "数量需要确认",
    identityUnclear: "企业或经办人信息需要核实",
    other: "其他",
  } satisfies Record<(typeof returnReasons)[number], string>,
  refuse: {
    identityRefused: "企业身份未通过核验",
    notEligible: "不符合该产品的办理条件",
    duplicate: "重复申请",
    outsideArea: "不在服务范围内",
    riskRefused: "未通过风险审核",
    other: "其他原因",
  } satisfies Record<(typeof refuseReasons)[number], string>,
};
