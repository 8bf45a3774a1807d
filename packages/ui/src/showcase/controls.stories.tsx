import type { Meta, StoryObj } from "@storybook/react-vite";
import { Bell, Calendar, Copy, Ellipsis, LayoutGrid, List, Phone, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import {
  AvatarStack,
  Badge,
  Banner,
  Button,
  Card,
  Checkbox,
  Chip,
  Combobox,
  CopyField,
  CountBadge,
  Field,
  FormSection,
  IconButton,
  Menu,
  MenuItem,
  MenuSeparator,
  NumberField,
  PasswordField,
  ProgressBar,
  RadioGroup,
  SearchField,
  SegmentedControl,
  Select,
  StatusDot,
  Switch,
  Tab,
  TabList,
  Tabs,
  TextArea,
  TextField,
  TextLink,
  VariableChip,
} from "../index.ts";

const meta: Meta = { title: "Showcase/Controls", parameters: { layout: "fullscreen" } };
export default meta;

/** Everything small on one page, to look at beside the design pictures. */
export const Controls: StoryObj = { render: () => <ControlsPage /> };

function ControlsPage() {
  return (
    <div className="grid gap-4 bg-bg p-6 lg:grid-cols-3">
      <Buttons />
      <Inspector />
      <States />
    </div>
  );
}

function Buttons() {
  const [tab, setTab] = useState("mine");
  const [view, setView] = useState<"wall" | "list">("wall");
  const [search, setSearch] = useState("");
  return (
    <Card className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-2">
        <Button variant="primary">Publicar</Button>
        <Button>Encerrar</Button>
        <Button variant="soft">Parar teste</Button>
        <Button variant="ghost">Cancelar</Button>
        <Button variant="danger">Desligar</Button>
        <Button icon={<Phone />} variant="success">
          Atender
        </Button>
        <Button variant="danger-soft">Recusar</Button>
        <Button loading variant="primary">
          Salvando
        </Button>
        <Button disabled>Indisponível</Button>
        <Button size="sm">Pequeno</Button>
      </div>
      <div className="flex items-center gap-1">
        <IconButton icon={<Plus />} label="Nova conversa" />
        <IconButton icon={<Calendar />} label="Agenda" pressed />
        <IconButton badge={<CountBadge count={5} size="sm" tone="danger" />} icon={<Bell />} label="Avisos, 5 novos" />
        <IconButton icon={<Trash2 />} label="Excluir" variant="danger" />
        <Menu trigger={<IconButton icon={<Ellipsis />} label="Mais" />}>
          <MenuItem icon={<Copy />} shortcut="Ctrl D">
            Duplicar
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 />}>
            Excluir
          </MenuItem>
        </Menu>
      </div>
      <SearchField
        clearLabel="Limpar"
        hotkey="/"
        label="Buscar"
        onValueChange={setSearch}
        placeholder="Buscar nome, telefone ou protocolo"
        value={search}
      />
      <div className="flex flex-wrap gap-1">
        <Chip onRemove={() => setTab("mine")} removeLabel="Tirar o filtro Minhas filas" selected>
          Minhas filas
        </Chip>
        <Chip caret>Canal</Chip>
        <Chip caret>Etiqueta</Chip>
        <Chip selected={false}>Não lidas</Chip>
      </div>
      <Tabs onValueChange={setTab} value={tab}>
        <TabList aria-label="Atendimentos" className="-mx-4">
          <Tab count={8} value="mine">
            Meus
          </Tab>
          <Tab count={14} hot value="waiting">
            Espera
          </Tab>
          <Tab count={218} value="closed">
            Fechados
          </Tab>
        </TabList>
      </Tabs>
      <div className="flex items-center gap-3">
        <SegmentedControl
          aria-label="Modo"
          onValueChange={setView}
          options={[
            { value: "wall", label: "Mural", icon: <LayoutGrid /> },
            { value: "list", label: "Lista", icon: <List /> },
          ]}
          value={view}
        />
        <AvatarStack
          people={[{ name: "Marina Alves" }, { name: "João Silva" }, { name: "Átila Rêgo" }, { name: "Zilda" }]}
        />
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <Badge>rascunho</Badge>
        <Badge tone="accent">Chatbot</Badge>
        <Badge tone="info">aguardando</Badge>
        <Badge tone="success">2 min</Badge>
        <Badge tone="warning">4 min</Badge>
        <Badge tone="danger">11 min</Badge>
        <Badge hueKey="unimed">Unimed</Badge>
        <Badge hueKey="ressonancia">Ressonância</Badge>
        <StatusDot label="Disponível" tone="success" />
        <StatusDot label="Em pausa" tone="warning" />
        <StatusDot label="Fora" tone="off" />
        <CountBadge count={3} />
        <CountBadge count={120} tone="muted" />
      </div>
    </Card>
  );
}

function Inspector() {
  const [kind, setKind] = useState("date");
  const [tries, setTries] = useState<number | null>(3);
  const [city, setCity] = useState<string | null>("cps");
  const [on, setOn] = useState(true);
  return (
    <Card className="py-0">
      <FormSection title="Resposta">
        <Field description="Digite {{ no texto para inserir uma variável." label="Mensagem">
          <TextArea defaultValue="Perfeito, {{nome}}! Para qual dia você gostaria de marcar?" />
        </Field>
        <Field label="Tipo">
          <Select
            onValueChange={setKind}
            options={[
              { value: "date", label: "Data", icon: <Calendar /> },
              { value: "phone", label: "Telefone", icon: <Phone /> },
            ]}
            value={kind}
          />
        </Field>
        <Field hint="opcional" label="Cidade">
          <Combobox
            clearLabel="Limpar"
            emptyText="Nenhuma cidade com esse nome"
            onValueChange={setCity}
            openLabel="Ver as cidades"
            options={[
              { value: "cps", label: "Campinas" },
              { value: "sao", label: "São Paulo" },
            ]}
            value={city}
          />
        </Field>
        <Field inline label="Perguntar de novo">
          <NumberField
            className="max-w-36"
            decreaseLabel="Menos"
            increaseLabel="Mais"
            max={9}
            min={0}
            onValueChange={setTries}
            unit="vezes"
            value={tries}
          />
        </Field>
        <Field error="Esse endereço não responde. Confira e tente de novo." label="Endereço da API">
          <TextField defaultValue="https://exemplo.com.br/agenda" />
        </Field>
        <Field label="Chave">
          <PasswordField defaultValue="segredo" hideLabel="Esconder" showLabel="Mostrar" />
        </Field>
        <CopyField
          copiedLabel="Copiado"
          copyLabel="Copiar"
          label="Endereço do webhook"
          value="https://prosa.exemplo.com.br/hooks/whatsapp/8f2c1a"
        />
      </FormSection>
      <FormSection
        actions={<Switch aria-label="Se não responder" checked={on} onCheckedChange={setOn} />}
        title="Se não responder"
      >
        <p className="text-ink-2 text-sm">
          Guardar em <VariableChip name="data" /> e seguir. <TextLink href="#main">Saiba mais</TextLink>
        </p>
      </FormSection>
    </Card>
  );
}

function States() {
  const [who, setWho] = useState<"all" | "mine" | null>("all");
  const [ticked, setTicked] = useState(true);
  return (
    <Card className="flex flex-col gap-4">
      <RadioGroup
        aria-label="Quem pode ver"
        look="cards"
        onValueChange={setWho}
        options={[
          { value: "all", label: "Toda a equipe", description: "Quem entra vê as conversas de todos." },
          { value: "mine", label: "Só quem atende", description: "Cada um vê as suas e as da fila." },
        ]}
        value={who}
      />
      <Checkbox checked={ticked} label="Avisar quando chegar" onCheckedChange={setTicked} />
      <Checkbox indeterminate label="Algumas filas" />
      <Checkbox label="Nenhuma" />
      <ProgressBar label="Importando contatos" showLabel value={62} valueText="1.240 de 2.000" />
      <Banner action={<TextLink href="#main">Ligar à Recepção</TextLink>} tone="warning">
        <b>Consultar agenda</b>: a saída “Falhou” não leva a nenhum bloco.
      </Banner>
      <Banner tone="info">A janela de 24 horas fecha às 9h14 de amanhã.</Banner>
      <Banner tone="danger" title="A conexão caiu">
        O número saiu do aparelho. Leia o código de novo.
      </Banner>
      <Banner tone="success">Contatos importados.</Banner>
      <Banner tone="offline">Sem internet. O que você escrever fica guardado e sai quando ela voltar.</Banner>
    </Card>
  );
}
