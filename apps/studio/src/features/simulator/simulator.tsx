import { Banner, Button, IconButton, SegmentedControl, Toolbar } from "@prosa/ui";
import { RotateCcw, SkipForward } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { PendingRequests } from "./pending-requests.tsx";
import { RunVariables } from "./run-variables.tsx";
import { createSimulation, type HttpMode, type SimulationSetup, type SimulationState } from "./simulation.ts";
import { TestPhone } from "./test-phone.tsx";
import type { World } from "./world.ts";

/** What the canvas shows of a run: the glowing node, the nodes visited and the exits travelled (`node:port`). */
export interface RunView {
  current: string | null;
  visited: ReadonlySet<string>;
  travelled: ReadonlySet<string>;
}

export interface SimulatorProps {
  setup: Omit<SimulationSetup, "httpMode" | "engine" | "clock">;
  /** Called at each turn, and with null when the panel is closed. */
  onRun: (run: RunView | null) => void;
  /** Leads to a node on the canvas. */
  onShowNode: (node: string) => void;
}

/** The test panel: the draft on the engine production uses, with a pretend phone beside it. */
export function Simulator(props: SimulatorProps) {
  const [httpMode, setHttpMode] = useState<HttpMode>("real");
  const [run, setRun] = useState(0);
  return (
    <TestRun {...props} httpMode={httpMode} key={run} onHttpMode={setHttpMode} onRestart={() => setRun(run + 1)} />
  );
}

interface TestRunProps extends SimulatorProps {
  httpMode: HttpMode;
  onHttpMode: (mode: HttpMode) => void;
  onRestart: () => void;
}

function TestRun({ setup, onRun, onShowNode, httpMode, onHttpMode, onRestart }: TestRunProps) {
  // A run keeps the drawing it began with: editing while testing changes the next run, as in production.
  const [simulation] = useState(() => createSimulation({ ...setup, httpMode }));
  const state = useStore(simulation);
  useEffect(() => {
    simulation.getState().open();
    return () => simulation.getState().close();
  }, [simulation]);
  useEffect(() => onRun(runView(state.world)), [state.world, onRun]);
  useEffect(() => () => onRun(null), [onRun]);

  const changeMode = (mode: HttpMode) => {
    onHttpMode(mode);
    state.setHttpMode(mode);
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <RunToolbar httpMode={httpMode} onHttpMode={changeMode} onRestart={onRestart} state={state} />
      <RunTrouble onRestart={onRestart} state={state} />
      <div className="scrollbar-thin flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-3 pb-3">
        <TestPhone business={setup.facts.workspace.name} channel={setup.channel} state={state} />
        <PendingRequests onShowNode={onShowNode} state={state} />
        <RunVariables world={state.world} />
      </div>
    </div>
  );
}

interface RunToolbarProps {
  state: SimulationState;
  httpMode: HttpMode;
  onHttpMode: (mode: HttpMode) => void;
  onRestart: () => void;
}

function RunToolbar({ state, httpMode, onHttpMode, onRestart }: RunToolbarProps) {
  const { t } = useTranslation("simulator");
  return (
    <Toolbar aria-label={t("toolbar")} className="flex items-center gap-1 px-3 py-2">
      <SegmentedControl
        aria-label={t("http.mode")}
        onValueChange={onHttpMode}
        options={[
          { value: "real", label: t("http.real") },
          { value: "pretend", label: t("http.pretend") },
        ]}
        value={httpMode}
      />
      <span className="flex-1" />
      <IconButton
        disabled={state.world.timers.length === 0}
        icon={<SkipForward />}
        label={t("skipWait")}
        onClick={() => state.send({ type: "skip-wait" })}
      />
      <IconButton icon={<RotateCcw />} label={t("restart")} onClick={onRestart} />
    </Toolbar>
  );
}

function RunTrouble({ state, onRestart }: { state: SimulationState; onRestart: () => void }) {
  const { t } = useTranslation("simulator");
  if (state.error === null) return null;
  return (
    <div className="px-3 pb-2">
      <Banner
        action={
          <Button onClick={onRestart} size="sm">
            {t("restart")}
          </Button>
        }
        tone="danger"
      >
        {state.error === "not-answering" ? t("trouble.notAnswering") : t("trouble.stopped", { detail: state.error })}
      </Banner>
    </div>
  );
}

const runView = (world: World): RunView => ({
  current: world.current,
  visited: new Set(world.visited),
  travelled: new Set(world.travelled),
});
