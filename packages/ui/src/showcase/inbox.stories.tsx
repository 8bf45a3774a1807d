import type { Meta, StoryObj } from "@storybook/react-vite";
import {
  ArrowLeftRight,
  Bell,
  Bot,
  ChartNoAxesColumn,
  Columns3,
  Contact,
  Ellipsis,
  Inbox,
  MessageCircle,
  MonitorDot,
  PanelLeft,
  Phone,
  Plus,
  Settings2,
} from "lucide-react";
import { useState } from "react";
import {
  AppShell,
  Avatar,
  AvatarBadge,
  Badge,
  BottomBar,
  BottomBarItem,
  Button,
  ChatBubble,
  ChatChoices,
  CountBadge,
  DaySeparator,
  HueSquare,
  IconButton,
  ListRow,
  NavRail,
  NavRailItem,
  Panel,
  SearchButton,
  SplitPane,
  StatusDot,
  SystemLine,
  TopBar,
  TypingDots,
} from "../index.ts";

const meta: Meta = { title: "Showcase/Inbox", parameters: { layout: "fullscreen" } };
export default meta;

/** Shell, list and thread made only of this package, to look at beside the design pictures. */
export const Desk: StoryObj = { render: () => <DeskPage /> };

function DeskPage() {
  const [collapsed, setCollapsed] = useState(true);
  return (
    <AppShell
      bottom={
        <BottomBar aria-label="Principal">
          <BottomBarItem count={14} countLabel="14 esperando" current href="#inbox" icon={<Inbox />} label="Inbox" />
          <BottomBarItem href="#supervision" icon={<MonitorDot />} label="Supervisão" />
          <BottomBarItem href="#contacts" icon={<Contact />} label="Contatos" />
          <BottomBarItem icon={<Ellipsis />} label="Mais" />
        </BottomBar>
      }
      rail={
        <NavRail
          aria-label="Principal"
          brand={{ mark: <MessageCircle className="size-7" />, name: "Prosa" }}
          collapsed={collapsed}
          footer={
            <>
              <NavRailItem href="#settings" icon={<Settings2 />} label="Ajustes" />
              <NavRailItem
                icon={<PanelLeft />}
                label={collapsed ? "Expandir" : "Recolher"}
                onClick={() => setCollapsed(!collapsed)}
              />
            </>
          }
        >
          <NavRailItem count={14} countLabel="14 esperando" current href="#inbox" icon={<Inbox />} label="Inbox" />
          <NavRailItem href="#supervision" icon={<MonitorDot />} label="Supervisão" />
          <NavRailItem href="#contacts" icon={<Contact />} label="Contatos" />
          <NavRailItem href="#kanban" icon={<Columns3 />} label="Kanban" />
          <NavRailItem href="#reports" icon={<ChartNoAxesColumn />} label="Relatórios" />
          <NavRailItem
            count={3}
            countLabel="3 novas"
            countTone="muted"
            href="#chat"
            icon={<MessageCircle />}
            label="Chat da equipe"
          />
        </NavRail>
      }
      skipLabel="Ir para o conteúdo"
      top={
        <TopBar
          end={
            <>
              <StatusDot tone="success" />
              <span className="text-ink-2 text-sm">Disponível</span>
              <IconButton
                badge={<CountBadge count={5} size="sm" tone="danger" />}
                icon={<Bell />}
                label="Avisos, 5 novos"
              />
              <Avatar name="Ana Beatriz" named size={28} />
            </>
          }
          middle={<SearchButton label="Buscar contatos, atendimentos, fluxos, ajustes…" shortcut="⌘K" />}
          start={<b className="truncate">Clínica Vida Plena</b>}
        />
      }
    >
      <SplitPane defaultSize={360} fixed={<ConversationList />} handleLabel="Largura da lista">
        <Thread />
      </SplitPane>
    </AppShell>
  );
}

const rows = [
  {
    name: "Maria Aparecida Gonçalves de Araújo e Silva",
    text: "digitando…",
    queue: "Recepção",
    time: "09:15",
    wait: "0 min",
    tone: "success" as const,
    unread: 0,
  },
  {
    name: "Sebastião Itamar de Assunção Filho",
    text: "Moça, o resultado do PSA já saiu? Tô preocupado",
    queue: "Exames",
    time: "09:14",
    wait: "11 min",
    tone: "danger" as const,
    unread: 3,
  },
  {
    name: "Thaís Ângela Brandão Lôbo",
    text: "Consegue me mandar a segunda via do boleto?",
    queue: "Financeiro",
    time: "09:12",
    wait: "4 min",
    tone: "warning" as const,
    unread: 2,
  },
  {
    name: "José Guimarães",
    text: "Você: áudio de 0:41",
    queue: "Recepção",
    time: "09:06",
    wait: "",
    tone: "success" as const,
    unread: 0,
  },
];

function ConversationList() {
  return (
    <Panel
      actions={<IconButton icon={<Plus />} label="Nova conversa" />}
      headingLevel={1}
      padded={false}
      title="Atendimentos"
    >
      {rows.map((row, index) => (
        <ListRow
          aside={row.time}
          badge={<CountBadge count={row.unread} label={`${row.unread} não lidas`} />}
          description={row.text}
          key={row.name}
          leading={
            <Avatar
              badge={
                <AvatarBadge className="text-ch-phone">
                  <Phone />
                </AvatarBadge>
              }
              name={row.name}
            />
          }
          meta={
            <>
              <span className="flex items-center gap-1.5">
                <HueSquare hueKey={row.queue} />
                {row.queue}
              </span>
              {row.wait ? <Badge tone={row.tone}>{row.wait}</Badge> : null}
            </>
          }
          selected={index === 0}
          strong={row.unread > 0}
          title={row.name}
        />
      ))}
    </Panel>
  );
}

function Thread() {
  const person = <Avatar name="Maria Aparecida" size={24} />;
  return (
    <Panel
      actions={
        <>
          <IconButton icon={<Phone />} label="Ligar" />
          <IconButton icon={<ArrowLeftRight />} label="Transferir" />
          <Button>Encerrar</Button>
        </>
      }
      className="bg-bg!"
      description="WhatsApp · Recepção · há 1 h 17 min"
      title="Maria Aparecida Gonçalves de Araújo"
    >
      <div className="flex flex-col gap-1.5">
        <DaySeparator note="feriado">Ontem, quinta-feira, 20 de novembro</DaySeparator>
        <ChatBubble avatar={person} time="21:47" tone="in">
          Preciso marcar esse exame
        </ChatBubble>
        <ChatBubble
          choices={
            <ChatChoices
              choices={[
                { id: "1", label: "Sim, pela Unimed", chosen: true },
                { id: "2", label: "Sim, particular" },
                { id: "3", label: "Falar com a recepção" },
              ]}
              label="Respostas"
            />
          }
          label={
            <>
              <Bot /> <b className="font-medium">Bot</b> Boas-vindas, versão 12
            </>
          }
          status="read"
          statusLabel="lida"
          time="21:48"
          tone="bot"
        >
          Olá, Maria Aparecida! Hoje é feriado e a nossa equipe volta amanhã às 7h. Recebi o seu pedido médico. Quer já
          deixar o exame encaminhado?
        </ChatBubble>
        <DaySeparator>Hoje, sexta-feira, 21 de novembro</DaySeparator>
        <SystemLine icon={<ArrowLeftRight />} time="07:58">
          Transferido para <b>Recepção</b> por <b>Ana</b>
        </SystemLine>
        <ChatBubble
          label={
            <>
              <b className="font-medium text-ink">João Pedro</b> nota privada
            </>
          }
          time="08:10"
          tone="note"
        >
          A Unimed pede a guia nova (TUSS 41101227) antes de marcar. Já mandei autorizar, sai até as 9h.
        </ChatBubble>
        <ChatBubble status="read" statusLabel="lida" time="09:12" tone="out">
          Bom dia, Maria Aparecida! A Unimed autorizou a sua guia. Tenho horário na terça, 25/11, às <b>8h20</b> ou às{" "}
          <b>14h40</b>. Qual fica melhor?
        </ChatBubble>
        <ChatBubble status="failed" statusLabel="não entregue" time="09:13" tone="out">
          👍
        </ChatBubble>
        <TypingDots avatar={person} label="Maria Aparecida está digitando" />
      </div>
    </Panel>
  );
}
