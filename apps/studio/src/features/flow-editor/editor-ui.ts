import { createStore, type StoreApi } from "zustand/vanilla";

export type PanelTab = "block" | "test" | "variables";
export interface Place {
  x: number;
  y: number;
}

/** What the canvas can do for the parts around it. Places are on the canvas, points in the window. */
export interface CanvasHandle {
  /** Where on the canvas a point of the window lies; null when it is not over the canvas. */
  placeAt(point: Place): Place | null;
  /** The middle of what is seen. */
  middle(): Place;
  /** Brings a block into view and gives it the focus. */
  show(node: string): void;
  /** Brings a block into view where it is not. */
  reveal(node: string): void;
  fit(): void;
  zoomBy(factor: number): void;
  /** Gives the canvas the focus, and so its keys. */
  focus(): void;
}

/** Which small window is open over the canvas. */
type EditorDialog = "publish" | "versions" | "shortcuts" | "rename" | "find";

/** How the editor is arranged: nothing here is part of the drawing. */
export interface EditorUi {
  tab: PanelTab;
  panelOpen: boolean;
  /** On a phone the palette is a sheet. */
  paletteOpen: boolean;
  problemsOpen: boolean;
  dialog: EditorDialog | null;
  tool: "select" | "hand";
  /** A link dropped on empty canvas asks which block to add there. */
  picker: { from: { node: string; port: string } | null; at: Place; point: Place } | null;
  canvas: CanvasHandle | null;
  show(tab: PanelTab): void;
  set(change: Partial<Omit<EditorUi, "show" | "set">>): void;
}

export type EditorUiStore = StoreApi<EditorUi>;

export const createEditorUi = ({ panelOpen = true } = {}): EditorUiStore =>
  createStore<EditorUi>()((set) => ({
    tab: "block",
    panelOpen,
    paletteOpen: false,
    problemsOpen: false,
    dialog: null,
    tool: "select",
    picker: null,
    canvas: null,
    show: (tab) => set({ tab, panelOpen: true }),
    set,
  }));
