import { keepSite } from "./kept.ts";
import { offerNewer } from "./notice.ts";
import { tellKept } from "./tell-kept.ts";
import "./offline.css";

const preferences = document.querySelector<HTMLElement>("[data-preferences]");
if (preferences !== null) tellKept(preferences);
offerNewer();
void keepSite();
