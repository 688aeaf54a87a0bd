"use client";

import { createContext, useContext } from "react";
import { type Say, chinese } from "@/messages/say";

export const SayContext = createContext<Say>(chinese);

let spoken = chinese;
/** What SayProvider has given this document: a browser shows one language at a time, a server many. */
export const speak = (say: Say): void => { if (typeof window !== "undefined") spoken = say; };
/** The words of what happens upon a click, outside of any component. */
export const sayNow = (): Say => spoken;

/** The words of a component that runs in browsers; #say is this file there, and server.ts where pages are made. */
export const useSay = (): Say => useContext(SayContext);
