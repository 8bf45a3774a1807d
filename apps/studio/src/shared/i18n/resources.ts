import type common from "../../locales/en/common.json";
import type connections from "../../locales/en/connections.json";
import type conversations from "../../locales/en/conversations.json";
import type flowEditor from "../../locales/en/flow-editor.json";
import type flows from "../../locales/en/flows.json";
import type handset from "../../locales/en/handset.json";
import type inspector from "../../locales/en/inspector.json";
import type profile from "../../locales/en/profile.json";
import type session from "../../locales/en/session.json";
import type settings from "../../locales/en/settings.json";
import type setup from "../../locales/en/setup.json";
import type shell from "../../locales/en/shell.json";
import type simulator from "../../locales/en/simulator.json";

/** Every namespace with the keys it has; a test holds the three languages to the same keys. */
export interface Resources {
  common: typeof common;
  connections: typeof connections;
  conversations: typeof conversations;
  "flow-editor": typeof flowEditor;
  flows: typeof flows;
  handset: typeof handset;
  inspector: typeof inspector;
  profile: typeof profile;
  session: typeof session;
  settings: typeof settings;
  setup: typeof setup;
  shell: typeof shell;
  simulator: typeof simulator;
}

export type Namespace = keyof Resources;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    returnNull: false;
    resources: Resources;
  }
}
