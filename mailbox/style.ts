/** The mailbox's only style sheet: system fonts, light and dark, usable from 320 px. */
export const style = `
:root { color-scheme: light dark; --text: #1b1b1f; --soft: #5c5c66; --line: #dcdce3; --page: #f6f6f9; --card: #fff;
  --link: #000091; --focus: #0a76f6; }
@media (prefers-color-scheme: dark) {
  :root { --text: #ececf1; --soft: #a9a9b4; --line: #3a3a44; --page: #15151a; --card: #1f1f26; --link: #a9adff;
    --focus: #6aa9ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.25rem 1rem 2rem; }
h1 { margin: .25rem 0 1rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 1.75rem 0 .5rem; font-size: 1.125rem; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible, iframe:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.soft { color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
ol.messages { list-style: none; margin: 0; padding: 0; }
ol.messages li { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .75rem 1rem;
  position: relative; }
ol.messages li + li { border-top: 1px solid var(--line); }
ol.messages li:hover { background: color-mix(in srgb, var(--link) 6%, transparent); }
ol.messages a { font-weight: 600; text-decoration: none; overflow-wrap: anywhere; }
ol.messages a::after { content: ""; position: absolute; inset: 0; }
ol.messages a:hover { text-decoration: underline; }
ol.messages .to { grid-column: 1; color: var(--soft); font-size: .875rem; overflow-wrap: anywhere; }
ol.messages time { color: var(--soft); font-size: .875rem; white-space: nowrap; grid-column: 2; grid-row: 1; }
nav.pages { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; justify-content: space-between; padding: 1rem 0; }
.empty { padding: 2rem 1rem; text-align: center; color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; padding: .75rem 1rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
details { margin-top: 1.25rem; }
summary { cursor: pointer; font-weight: 600; padding: .25rem 0; }
details dl { margin-top: .5rem; font-family: ui-monospace, monospace; font-size: .8125rem; }
iframe { display: block; width: 100%; height: 30rem; min-height: 12rem; resize: vertical; background: #fff;
  border: 1px solid var(--line); border-radius: .5rem; color-scheme: light; }
pre { margin: 0; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }
ul.files { margin: 0; padding-left: 1.25rem; }
@media (max-width: 32rem) {
  ol.messages li, dl { grid-template-columns: 1fr; }
  ol.messages time { grid-column: 1; grid-row: auto; order: -1; }
  dd + dt { margin-top: .5rem; }
}
`;
