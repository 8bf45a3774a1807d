import type { FlowNote } from "@prosa/flow-schema";
import { classNames, IconButton, Toolbar, ToolbarItem } from "@prosa/ui";
import { type NodeProps, NodeResizer, NodeToolbar, Position } from "@xyflow/react";
import { Trash2 } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type NoteNode, noteIdOf } from "../canvas/graph-types.ts";
import { setNote } from "../document/edits.ts";
import { useDocument, useEditor } from "../editor-context.ts";

const colors = ["yellow", "blue", "green", "pink"] as const satisfies ReadonlyArray<FlowNote["color"]>;

/** A note on the canvas, for people only. Double click or Enter writes in it. */
export const NoteCard = memo(function NoteCard({ id, data, selected }: NodeProps<NoteNode>) {
  const { t } = useTranslation("flow-editor");
  const { store } = useEditor();
  const readOnly = useDocument((state) => state.readOnly);
  const [writing, setWriting] = useState(data.note.text === "" && selected);
  const note = data.note;
  const noteId = noteIdOf(id) ?? "";
  const change = (part: Partial<FlowNote>) => {
    const { document, commit } = store.getState();
    const now = document.notes[noteId];
    if (now) commit(setNote(noteId, { ...now, ...part }), "note");
  };
  return (
    <>
      <NodeResizer
        color="var(--accent)"
        isVisible={selected && !readOnly}
        minHeight={56}
        minWidth={120}
        onResizeEnd={(_event, { x, y, width, height }) =>
          change({
            at: { x: Math.round(x), y: Math.round(y) },
            size: { width: Math.round(width), height: Math.round(height) },
          })
        }
      />
      <NodeToolbar isVisible={selected && !readOnly} offset={8} position={Position.Top}>
        <NoteTools
          color={note.color}
          onColor={(color) => change({ color })}
          onRemove={() => store.getState().commit([{ path: ["notes", noteId] }], "remove")}
        />
      </NodeToolbar>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the canvas makes the note focusable; Enter does the same */}
      <div
        className={classNames("note-card", `is-${note.color}`, selected && "is-selected")}
        onDoubleClick={() => setWriting(!readOnly)}
      >
        {writing ? (
          <NoteWriting onDone={() => setWriting(false)} onText={(text) => change({ text })} text={note.text} />
        ) : (
          <>
            <p className="min-h-0 flex-1 overflow-hidden whitespace-pre-wrap wrap-anywhere">
              {note.text || <span className="text-ink-2">{t("note.empty")}</span>}
            </p>
            {note.author ? <small className="shrink-0 truncate text-ink-2 text-xs">{note.author}</small> : null}
          </>
        )}
      </div>
    </>
  );
});

interface NoteWritingProps {
  text: string;
  onText: (text: string) => void;
  onDone: () => void;
}

/** Each letter is kept at once: the canvas takes a note out of view away without a word. */
function NoteWriting({ text, onText, onDone }: NoteWritingProps) {
  const { t } = useTranslation("flow-editor");
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  return (
    <textarea
      aria-label={t("note.text")}
      className="nodrag nowheel h-full w-full resize-none bg-transparent outline-none"
      defaultValue={text}
      maxLength={4000}
      onBlur={onDone}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") event.currentTarget.blur();
      }}
      ref={area}
    />
  );
}

interface NoteToolsProps {
  color: FlowNote["color"];
  onColor: (color: FlowNote["color"]) => void;
  onRemove: () => void;
}

function NoteTools({ color, onColor, onRemove }: NoteToolsProps) {
  const { t } = useTranslation("flow-editor");
  return (
    <Toolbar aria-label={t("note.tools")} floating>
      {colors.map((one) => (
        <ToolbarItem key={one}>
          <IconButton
            icon={<span aria-hidden className={`note-swatch is-${one}`} />}
            label={t(`note.color.${one}`)}
            onClick={() => onColor(one)}
            pressed={one === color}
            size="sm"
          />
        </ToolbarItem>
      ))}
      <ToolbarItem>
        <IconButton icon={<Trash2 />} label={t("action.remove")} onClick={onRemove} size="sm" />
      </ToolbarItem>
    </Toolbar>
  );
}
