import { startCopy } from "./copy.ts";
import { startHelp } from "./help.ts";
import { startKeys } from "./keys.ts";
import { startRefresh } from "./refresh.ts";

for (const part of document.querySelectorAll<HTMLElement>(".js[hidden]")) part.hidden = false;
startKeys(startHelp());
startCopy();
startRefresh();
