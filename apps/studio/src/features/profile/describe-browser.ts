/** Names of products, which need no translation, from a User-Agent header; null where it says nothing known. */
export function describeBrowser(userAgent: string): { browser: string | null; system: string | null; mobile: boolean } {
  const find = (table: readonly (readonly [RegExp, string])[]) =>
    table.find(([mark]) => mark.test(userAgent))?.[1] ?? null;
  return { browser: find(browsers), system: find(systems), mobile: /Mobile|Android|iPhone/.test(userAgent) };
}

// The order matters: Edge and Opera also say Chrome, Chrome also says Safari.
const browsers = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\/|FxiOS/, "Firefox"],
  [/SamsungBrowser/, "Samsung Internet"],
  [/Chrome\/|CriOS/, "Chrome"],
  [/Safari\//, "Safari"],
  [/curl\//, "curl"],
] as const;

const systems = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
] as const;
