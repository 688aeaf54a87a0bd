export type { Control } from "./desk/control";
export type { Switches } from "./desk/switches";
export { startStripeMock, type StripeMock } from "./server";
export type { StripeMockOptions } from "./settings";
