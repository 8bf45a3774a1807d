/**
 * A phone number in E.164 as people of its country write it: Brazil `(11) 98765-4321`, Argentina `+54 9 11 1234-5678`,
 * North America `+1 (212) 555-0100`; any other as `+` and digits. A text without digits comes back as it is.
 */
export function formatPhone(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  if (digits === "") return phone;
  const brazil = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(digits);
  if (brazil) return `(${brazil[1]}) ${brazil[2]}-${brazil[3]}`;
  const argentina = /^54(9?)(11|\d{3})(\d{3,4})(\d{4})$/.exec(digits);
  if (argentina) return `+54 ${argentina[1] ? "9 " : ""}${argentina[2]} ${argentina[3]}-${argentina[4]}`;
  const northAmerica = /^1(\d{3})(\d{3})(\d{4})$/.exec(digits);
  if (northAmerica) return `+1 (${northAmerica[1]}) ${northAmerica[2]}-${northAmerica[3]}`;
  return `+${digits}`;
}
