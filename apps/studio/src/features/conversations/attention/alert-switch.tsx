import { IconButton, useToast } from "@prosa/ui";
import { Bell, BellOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../shared/session/me.ts";
import { useAlertsWanted } from "./alert-store.ts";

/** Switches sound and notifications on or off. The browser is asked for its permission here, by a press, and nowhere else. */
export function AlertSwitch() {
  const { t } = useTranslation("conversations");
  const [on, want] = useAlertsWanted(useMe().account.id);
  const toast = useToast();
  const toggle = async () => {
    want(!on);
    if (on || !("Notification" in window)) return;
    if ((await Notification.requestPermission()) === "denied")
      toast.show({ title: t("alerts.denied"), description: t("alerts.deniedText"), tone: "warning" });
  };
  return (
    <IconButton
      icon={on ? <Bell /> : <BellOff />}
      label={t("alerts.label")}
      onClick={() => void toggle()}
      pressed={on}
      size="sm"
    />
  );
}
