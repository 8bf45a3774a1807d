/** The page's style sheet: quiet, dense, in both themes. */
export const style = `
:root { --bg: #fbfaf8; --panel: #f3f1ed; --text: #23211d; --muted: #6a655c; --line: #e2ded6; --accent: #0b7361; --code: #efece6;
  --get: #0b6bb0; --post: #1c7a3e; --put: #8a5a00; --delete: #b3261e; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --bg: #171614; --panel: #1f1e1b; --text: #ece8e1; --muted: #a39d92; --line: #35322d;
  --accent: #4cc7ae; --code: #26241f; --get: #7cc0f5; --post: #7fd79c; --put: #e2b45c; --delete: #ff9d94; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body { margin: 0; display: grid; grid-template-columns: 280px minmax(0, 1fr); background: var(--bg); color: var(--text);
  font: 14px/1.55 "Inter Variable", Inter, system-ui, sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 16px 12px; background: var(--panel); border-right: 1px solid var(--line); font-size: 13px; }
.brand { display: block; padding: 4px 8px 12px; font-weight: 600; font-size: 15px; color: var(--text); }
nav summary { padding: 4px 8px; font-weight: 600; cursor: pointer; border-radius: 6px; }
nav details a { display: flex; gap: 8px; padding: 3px 8px 3px 20px; color: var(--muted); border-radius: 6px; }
nav a:hover, nav summary:hover { background: var(--code); color: var(--text); }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
nav a:hover { text-decoration: none; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
main { max-width: 860px; padding: 32px 40px 96px; min-width: 0; }
h1 { margin: 0 0 12px; font-size: 26px; font-weight: 600; letter-spacing: -0.01em; }
h2 { margin: 56px 0 4px; font-size: 19px; font-weight: 600; }
h3 { margin: 0 0 4px; font-size: 15px; font-weight: 600; }
h4 { margin: 16px 0 4px; font-size: 12px; font-weight: 600; color: var(--muted); }
p { margin: 4px 0 8px; }
article { padding: 20px 0; border-top: 1px solid var(--line); }
section > p { color: var(--muted); margin-bottom: 16px; }
.address { font-size: 13px; }
.access { color: var(--muted); font-size: 13px; }
.method { display: inline-block; flex: none; width: 44px; font: 600 11px/20px ui-monospace, monospace; color: var(--muted); }
.method.get { color: var(--get); } .method.post { color: var(--post); } .method.put, .method.patch { color: var(--put); } .method.delete { color: var(--delete); }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 12.5px; overflow-wrap: anywhere; }
p code, dd code { background: var(--code); padding: 1px 4px; border-radius: 4px; }
pre { background: var(--code); border-radius: 8px; padding: 12px 14px; margin: 8px 0; overflow-x: auto; white-space: pre-wrap; }
.fields { margin: 4px 0; border: 1px solid var(--line); border-radius: 8px; }
.fields > div { padding: 6px 12px; } .fields > div + div { border-top: 1px solid var(--line); }
.fields .fields { margin-top: 6px; }
dd { margin: 0; color: var(--muted); font-size: 13px; }
.type, .optional { color: var(--muted); font-size: 12px; } .optional { font-style: italic; }
main details { margin: 4px 0 8px; } main summary { cursor: pointer; color: var(--accent); font-size: 13px; }
@media (max-width: 800px) { body { grid-template-columns: minmax(0, 1fr); } nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); }
  nav a, nav summary { padding-block: 8px; } main { padding: 24px 16px 64px; } }
`;
