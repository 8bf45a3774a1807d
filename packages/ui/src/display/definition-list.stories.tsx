import type { Meta, StoryObj } from "@storybook/react-vite";
import { Eye } from "lucide-react";
import { IconButton } from "../actions/icon-button.tsx";
import { Definition, DefinitionList } from "./definition-list.tsx";

const meta: Meta<typeof DefinitionList> = { title: "Display/DefinitionList", component: DefinitionList };
export default meta;

export const Contact: StoryObj<typeof DefinitionList> = {
  render: () => (
    <DefinitionList className="max-w-80">
      <Definition action={<IconButton icon={<Eye />} label="Show the CPF" size="xs" />} term="CPF">
        318.•••.•••-07
      </Definition>
      <Definition term="Nascimento">14/03/1967</Definition>
      <Definition term="Endereço">R. Antônio Lapa, 842, ap. 61, Cambuí, Campinas, SP, 13025-240</Definition>
    </DefinitionList>
  ),
};
