/** A phone number by which both forms of it are one: Brazil's ninth digit and Argentina's and Mexico's mobile digit may be left out. */
export function barePhone(phone: string): string {
  const brazil = /^(55\d\d)9(\d{8})$/.exec(phone);
  if (brazil) return `${brazil[1]}${brazil[2]}`;
  const mobile = /^(54)9(\d{10})$/.exec(phone) ?? /^(52)1(\d{10})$/.exec(phone);
  return mobile ? `${mobile[1]}${mobile[2]}` : phone;
}
