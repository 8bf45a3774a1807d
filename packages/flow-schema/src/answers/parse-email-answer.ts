/** The one e-mail address in what a customer wrote, its domain in lower case; null when there is none or several. */
export function parseEmailAnswer(text: string): string | null {
  const found = text
    .split(/[\s,;<>()"']+/)
    .map((word) => word.replace(/^mailto:/i, "").replace(/[.!?:]+$/, ""))
    .filter((word) => word.includes("@"));
  const address = found[0];
  if (found.length !== 1 || address === undefined || address.length > 254) return null;
  const [name = "", domain = "", ...more] = address.split("@");
  if (more.length > 0 || !isName(name) || !isDomain(domain)) return null;
  return `${name}@${domain.toLowerCase()}`;
}

const isName = (name: string) =>
  name.length <= 64 && /^[\p{L}\p{N}!#$%&*+/=?^_`{|}~.-]+$/u.test(name) && !/^\.|\.\.|\.$/.test(name);

function isDomain(domain: string): boolean {
  const labels = domain.split(".");
  if (labels.length < 2 || !/^[\p{L}]{2,}$/u.test(labels.at(-1) ?? "")) return false;
  return labels.every((label) => /^[\p{L}\p{N}-]{1,63}$/u.test(label) && !/^-|-$/.test(label));
}
