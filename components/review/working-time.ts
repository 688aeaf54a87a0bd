/** 20 分钟, or 3 小时 20 分: so much working time, in words. */
export const workingTime = (minutes: number): string => (minutes < 60 ? `${minutes} 分钟` : `${Math.floor(minutes / 60)} 小时${minutes % 60 === 0 ? "" : ` ${minutes % 60} 分`}`);
