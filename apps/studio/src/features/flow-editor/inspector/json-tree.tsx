import type { Json } from "@prosa/flow-schema";
import { Button } from "@prosa/ui";

interface JsonTreeProps {
  value: Json;
  /** Dotted path of `value` itself: `""` at the top. */
  path?: string;
  name?: string;
  /** Told the dotted path of what was pressed. */
  onPick: ((path: string) => void) | undefined;
}

const most = 50;

/** An answer as a tree; pressing a value picks its path. Long lists show their beginning. */
export function JsonTree({ value, path = "", name, onPick }: JsonTreeProps) {
  const children = childrenOf(value);
  return (
    <div className="min-w-0 font-mono text-xs">
      <Button
        className="h-auto! max-w-full justify-start! py-0.5! text-left! font-mono! text-xs!"
        disabled={!onPick}
        onClick={() => onPick?.(path)}
        size="sm"
        variant="ghost"
      >
        {name === undefined ? null : <span className="text-variable-ink">{name}:</span>}
        <span className="truncate">{summary(value)}</span>
      </Button>
      {children.length > 0 ? (
        <div className="ml-3 border-line border-l pl-1">
          {children.slice(0, most).map(([key, child]) => (
            <JsonTree key={key} name={key} onPick={onPick} path={path === "" ? key : `${path}.${key}`} value={child} />
          ))}
          {children.length > most ? <span className="px-2 text-ink-2">{`+ ${children.length - most}`}</span> : null}
        </div>
      ) : null}
    </div>
  );
}

function childrenOf(value: Json): Array<[string, Json]> {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function summary(value: Json): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  return typeof value === "object" && value !== null ? "{…}" : JSON.stringify(value);
}
