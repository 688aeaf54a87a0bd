/** Who looks after a company. */
export type AccountManager = { managerName: string; managerPhone: string; managerHours: "工作日 8:30–18:00" | "每天 24 小时" };
