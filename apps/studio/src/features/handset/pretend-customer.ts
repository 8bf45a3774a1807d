/** Somebody who does not exist. Numbers come from +55 11 99999-0000 to 9999, where nobody is called by accident: nothing leaves this server. */
export function pretendCustomer(random: () => number = Math.random): { name: string; phone: string } {
  const name = names[Math.floor(random() * names.length)] ?? "Ana Souza";
  const last = Math.floor(random() * 10_000);
  return { name, phone: `551199999${String(last).padStart(4, "0")}` };
}

const names = [
  "Mariana Conceição",
  "José Guimarães",
  "Thaís Brandão",
  "Átila Rêgo",
  "Inês Fontoura",
  "Camila Íñiguez",
  "João Pedro Magalhães",
  "Lucía Fernández",
  "Sebastião Assunção",
  "Zoë Nóbrega",
];
