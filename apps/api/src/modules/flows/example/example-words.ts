import type { Locale } from "@prosa/flow-schema";

/** The texts of the example flow, in each language of the interface. */
export interface ExampleWords {
  flow: string;
  connection: string;
  hello: string;
  menu: string;
  button: string;
  book: string;
  hours: string;
  person: string;
  chooseAgain: string;
  askName: string;
  askDate: string;
  dateAgain: string;
  weekend: string;
  booked: string;
  openHours: string;
  toPerson: string;
  tag: string;
  note: string;
  labels: { menu: string; weekend: string };
}

export const exampleWords: Record<Locale, ExampleWords> = {
  "pt-BR": {
    flow: "Recepção da clínica (exemplo)",
    connection: "Simulador",
    hello: "Olá! 👋 Aqui é da *Clínica Bem-Estar*.",
    menu: "Como podemos ajudar?",
    button: "Ver opções",
    book: "Marcar consulta",
    hours: "Horários e endereço",
    person: "Falar com alguém",
    chooseAgain: "Não entendi. Toque em uma das opções, por favor.",
    askName: "Vamos lá! Qual é o nome completo do paciente?",
    askDate: "Obrigado, {{paciente}}. Para que dia? Pode escrever como preferir: *amanhã*, *sexta* ou *12/05*.",
    dateAgain: "Não consegui entender a data. Escreva, por exemplo, *12/05* ou *segunda que vem*.",
    weekend: "Que ótimo, falta pouco! Vou passar para a recepção confirmar o horário.",
    booked:
      "Pedido anotado ✅\n\n*Paciente:* {{paciente}}\n*Dia:* {{dia | date: 'dd/mm/yyyy'}}\n\nA recepção confirma o horário por aqui.",
    openHours: "Atendemos de segunda a sexta, das 8h às 18h.\n📍 Rua das Flores, 120, Centro.",
    toPerson: "Certo! Uma pessoa da nossa equipe já vai falar com você. Seu protocolo é {{conversation.protocol}}.",
    tag: "quer consulta",
    note: "Pediu consulta: {{paciente}}, dia {{dia | date: 'dd/mm/yyyy'}}.",
    labels: { menu: "Menu principal", weekend: "É para logo?" },
  },
  es: {
    flow: "Recepción de la clínica (ejemplo)",
    connection: "Simulador",
    hello: "¡Hola! 👋 Somos la *Clínica Bienestar*.",
    menu: "¿En qué podemos ayudarte?",
    button: "Ver opciones",
    book: "Pedir un turno",
    hours: "Horarios y lugar",
    person: "Hablar con alguien",
    chooseAgain: "No entendí. Toca una de las opciones, por favor.",
    askName: "¡Vamos! ¿Cuál es el nombre completo del paciente?",
    askDate: "Gracias, {{paciente}}. ¿Para qué día? Puedes escribirlo como quieras: *mañana*, *viernes* o *12/05*.",
    dateAgain: "No entendí la fecha. Escribe, por ejemplo, *12/05* o *el lunes que viene*.",
    weekend: "¡Qué bien, falta poco! Te paso con la recepción para confirmar la hora.",
    booked:
      "Pedido anotado ✅\n\n*Paciente:* {{paciente}}\n*Día:* {{dia | date: 'dd/mm/yyyy'}}\n\nLa recepción confirma la hora por aquí.",
    openHours: "Atendemos de lunes a viernes, de 8 a 18 h.\n📍 Calle de las Flores 120, Centro.",
    toPerson: "¡Listo! Una persona de nuestro equipo te escribe enseguida. Tu protocolo es {{conversation.protocol}}.",
    tag: "quiere turno",
    note: "Pidió turno: {{paciente}}, día {{dia | date: 'dd/mm/yyyy'}}.",
    labels: { menu: "Menú principal", weekend: "¿Es para pronto?" },
  },
  en: {
    flow: "Clinic reception (example)",
    connection: "Simulator",
    hello: "Hello! 👋 This is the *Wellbeing Clinic*.",
    menu: "How can we help?",
    button: "See options",
    book: "Book a visit",
    hours: "Opening hours",
    person: "Talk to someone",
    chooseAgain: "Sorry, I did not get that. Please tap one of the options.",
    askName: "Great! What is the patient's full name?",
    askDate: "Thank you, {{paciente}}. For which day? Write it as you like: *tomorrow*, *Friday* or *12 May*.",
    dateAgain: "I could not read that date. Write, for example, *12 May* or *next Monday*.",
    weekend: "That is soon! I am handing you to our reception to confirm the time.",
    booked:
      "Noted ✅\n\n*Patient:* {{paciente}}\n*Day:* {{dia | date: 'dd/mm/yyyy'}}\n\nOur reception confirms the time here.",
    openHours: "We are open Monday to Friday, 8 am to 6 pm.\n📍 120 Flower Street, Centre.",
    toPerson:
      "All right! Someone of our team will write to you in a moment. Your protocol is {{conversation.protocol}}.",
    tag: "wants a visit",
    note: "Asked for a visit: {{paciente}}, day {{dia | date: 'dd/mm/yyyy'}}.",
    labels: { menu: "Main menu", weekend: "Is it soon?" },
  },
};
