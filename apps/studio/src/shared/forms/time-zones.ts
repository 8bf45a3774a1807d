/** The browser's own zone. */
export const browserTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** All zones, each with its present distance from UTC: "America/Sao Paulo (UTC−3)". */
export function timeZoneChoices(language: string): { value: string; label: string }[] {
  const zones = Intl.supportedValuesOf("timeZone");
  const own = browserTimeZone();
  return (zones.includes(own) ? zones : [own, ...zones]).map((zone) => ({
    value: zone,
    label: `${zone.replaceAll("_", " ")} (${offset(zone, language)})`,
  }));
}

function offset(timeZone: string, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: "shortOffset" }).formatToParts(new Date());
  return (parts.find(({ type }) => type === "timeZoneName")?.value ?? "UTC").replace("GMT", "UTC");
}
