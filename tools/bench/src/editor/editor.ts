import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchOptions } from "@prosa/chromium";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { type Browser, chromium, type Page } from "playwright";
import { build, type PreviewServer, preview } from "vite";
import { type Comparison, compare } from "../ratio.ts";
import { blocks } from "./drawing-size.ts";

const root = import.meta.dirname;
const frames = 120;
type Side = "bare" | "ours";
type Gesture = "panning" | "dragging";

/** Bench (d): script, style and layout work per frame with 800 blocks at zoom 1, ours against React Flow's bare example. */
export async function run(): Promise<Comparison[]> {
  const outDir = await mkdtemp(join(tmpdir(), "bench-editor-"));
  const options = { root, configFile: false as const, logLevel: "error" as const, plugins: [react(), tailwindcss()] };
  const input = { bare: join(root, "bare.html"), ours: join(root, "ours.html") };
  await build({ ...options, build: { outDir, emptyOutDir: true, rolldownOptions: { input } } });
  const server = await preview({ ...options, build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
  const browser = await chromium.launch(launchOptions);
  try {
    const done: Comparison[] = [];
    for (const gesture of ["panning", "dragging"] as const) {
      done.push(
        await compare({
          name: `editor, ${blocks} blocks, ${gesture}`,
          unit: "ms of script, style and layout a frame",
          ours: () => workPerFrame({ browser, server, side: "ours", gesture }),
          reference: () => workPerFrame({ browser, server, side: "bare", gesture }),
          bar: { atMost: 1.2 },
        }),
      );
    }
    return done;
  } finally {
    await browser.close();
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  }
}

interface Measurement {
  browser: Browser;
  server: PreviewServer;
  side: Side;
  gesture: Gesture;
}

async function workPerFrame({ browser, server, side, gesture }: Measurement): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(`${server.resolvedUrls?.local[0]}${side}.html`);
    await page.locator(".react-flow__node").first().waitFor();
    if (side === "ours") await standAtZoomOne(page);
    await page.waitForFunction(() => !document.querySelector(".react-flow__node")?.getAnimations().length);
    return await measure(page, gesture);
  } finally {
    await page.close();
  }
}

/** The bare example opens at zoom 1; ours shows the whole drawing first. */
async function standAtZoomOne(page: Page): Promise<void> {
  const shown = await moveView(page, { call: "show", with: "n350" });
  const zoom = await moveView(page, { call: "zoomBy", with: 1 / shown });
  if (Math.abs(zoom - 1) > 0.01) throw new Error(`the editor stands at zoom ${zoom}, not 1`);
}

/** Moves the canvas, waits until neither it nor the number of blocks drawn has changed for thirty frames, and answers its zoom. */
async function moveView(page: Page, move: { call: "show" | "zoomBy"; with: string | number }): Promise<number> {
  return await page.evaluate(async (asked) => {
    const view = () => getComputedStyle(document.querySelector(".react-flow__viewport") as Element).transform;
    const state = () => `${view()} ${document.querySelectorAll(".react-flow__node").length}`;
    const { canvas } = globalThis as unknown as { canvas: () => Record<string, (to: string | number) => void> };
    canvas()[asked.call]?.(asked.with);
    for (let last = state(), still = 0; still < 30; still++) {
      await new Promise<unknown>((done) => requestAnimationFrame(done));
      if (state() !== last) still = 0;
      last = state();
    }
    return new DOMMatrix(view()).a;
  }, move);
}

/** One pointer move a frame; the browser's own counters before and after. */
async function measure(page: Page, gesture: Gesture): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  const from = await startOf(page, gesture);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 12, from.y + 12, { steps: 3 });
  const before = await work(client);
  for (let frame = 0; frame < frames; frame++) {
    const angle = (frame / frames) * 4 * Math.PI;
    await page.mouse.move(from.x + Math.sin(angle) * 220, from.y + (1 - Math.cos(angle)) * 110);
    await page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => done())));
  }
  const after = await work(client);
  await page.mouse.up();
  return ((after - before) / frames) * 1000;
}

async function startOf(page: Page, gesture: Gesture): Promise<{ x: number; y: number }> {
  return await page.evaluate((wanted) => {
    const middle = { x: innerWidth / 2, y: innerHeight / 2 };
    const boxes = [...document.querySelectorAll(".react-flow__node")].map((node) => node.getBoundingClientRect());
    const near = (box: DOMRect) => Math.hypot(box.x + box.width / 2 - middle.x, box.y + box.height / 2 - middle.y);
    const nearest = boxes.sort((a, b) => near(a) - near(b))[0] as DOMRect;
    // The title of a block, or the gap to the right of it.
    return wanted === "dragging"
      ? { x: nearest.x + 50, y: nearest.y + 14 }
      : { x: nearest.right + 25, y: nearest.bottom + 12 };
  }, gesture);
}

interface Counters {
  send(method: "Performance.getMetrics"): Promise<{ metrics: Array<{ name: string; value: number }> }>;
}

async function work(client: Counters): Promise<number> {
  const { metrics } = await client.send("Performance.getMetrics");
  const wanted = new Set(["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"]);
  return metrics.filter(({ name }) => wanted.has(name)).reduce((sum, { value }) => sum + value, 0);
}
