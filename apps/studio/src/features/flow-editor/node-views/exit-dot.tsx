import { classNames } from "@prosa/ui";
import { Handle, Position } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import type { BlockFacts } from "./block-facts.ts";
import type { CardPort } from "./card-model.ts";

interface ExitDotProps {
  node: string;
  port: CardPort;
  facts: BlockFacts;
}

/** An exit on the card's right edge: filled when it leads somewhere, an amber ring while it must and does not. */
export function ExitDot({ node, port, facts }: ExitDotProps) {
  const { t } = useTranslation("flow-editor");
  const linked = facts.linked.has(port.id);
  const travelled = facts.travelled.has(`${node}:${port.id}`);
  const unresolved = !linked && (port.kind !== "system" || facts.issues.some((issue) => issue.port === port.id));
  return (
    <Handle
      aria-label={t(linked ? "exit.linked" : "exit.open", { exit: port.label })}
      className={classNames("exit-handle", linked && "is-linked", travelled && "is-travelled", unresolved && "is-open")}
      id={port.id}
      role="img"
      isConnectableEnd={false}
      position={Position.Right}
      type="source"
    />
  );
}
