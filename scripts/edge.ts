import { runPortal } from "./support/run-portal";
import { runMain } from "./support/say";

runMain(() => runPortal({ isEdge: true }));
