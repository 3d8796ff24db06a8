// Run by the browser in the page that is looked at, by `test/support/readable.ts`: what axe does not look for.

const words = (element) => element.textContent.replace(/\s+/g, ' ').trim();
const shown = (element) => {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && getComputedStyle(element).visibility !== 'hidden';
};
const named = (element) => `${element.localName} « ${words(element).slice(0, 60)} »`;

/** What a page must have whatever its width: language, title, headings, tables, links that make sense alone. */
function structureFaults() {
  const faults = [];
  if (document.documentElement.lang !== 'fr') faults.push('the language is not told');
  if (!document.title.endsWith(' – Conventions de délégation')) faults.push(`title: ${document.title}`);
  const inError = document.querySelector('.dg-form .fr-error-text, [data-error-summary]') !== null;
  if (inError !== document.title.startsWith('Erreur : ')) faults.push(`title of an error: ${document.title}`);

  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  const levels = headings.map(({ localName }) => Number(localName[1]));
  // A message stands above the heading that it is about.
  const first = headings.findIndex(({ localName }) => localName === 'h1');
  if (levels.filter((level) => level === 1).length !== 1) faults.push('not one h1');
  for (let rank = first + 1; rank < levels.length; rank++) {
    if (levels[rank] > levels[rank - 1] + 1) faults.push(`skipped level: ${named(headings[rank])}`);
  }
  for (const heading of headings) if (words(heading) === '') faults.push('an empty heading');

  for (const table of document.querySelectorAll('table')) {
    if (!table.caption || words(table.caption) === '') faults.push('a table without caption');
    if ([...table.rows].some((row) => row.querySelector('th') === null))
      faults.push('a line without heading');
    if (table.querySelector('th:not([scope])')) faults.push('a heading of no column and no line');
  }

  // Looked at by somebody who has asked for less motion.
  const moves = [...document.querySelectorAll('*')].filter((element) => {
    const { transitionDuration, animationName } = getComputedStyle(element);
    return animationName !== 'none' || transitionDuration.split(', ').some((time) => time !== '0s');
  });
  for (const element of moves) faults.push(`moves: ${named(element)}`);

  const leads = new Map();
  for (const link of document.querySelectorAll('main a[href]')) {
    const said = link.getAttribute('aria-label') ?? words(link);
    if (/^(ici|cliquez ici|lire|lire la suite|voir|en savoir plus|plus|lien)$/i.test(said))
      faults.push(`a link that says nothing alone: ${said}`);
    const before = leads.get(said) ?? link.href;
    // A link within the page and one to the same page elsewhere say the same.
    if (before !== link.href) faults.push(`« ${said} » leads to ${before} and to ${link.href}`);
    leads.set(said, link.href);
  }
  return faults;
}

/** What is cut, hidden under something else or out of the page at this width. */
function layoutFaults() {
  const faults = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page scrolls sideways: ${scrollWidth} > ${clientWidth}`);
  const inRegion = (element) => element.closest('.fr-table__container, .fr-skiplinks, .fr-sr-only');
  for (const element of document.querySelectorAll('main *, header *, nav *, footer *')) {
    if (element.closest('svg') || inRegion(element) || !shown(element)) continue;
    if (element.getBoundingClientRect().right > clientWidth + 1)
      faults.push(`out of the page: ${named(element)}`);
  }
  for (const element of document.querySelectorAll(
    '.fr-btn, .fr-badge, .fr-label, .fr-nav__link, .fr-card, .dg-figure, h1, h2, h3, dd, .dg-stack td, .dg-stack th, .fr-alert, summary',
  )) {
    if (!shown(element) || element.clientWidth === 0 || element.closest('.fr-sr-only')) continue;
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2)
      faults.push(`cut: ${named(element)}`);
  }
  faults.push(...overlaps());
  return faults;
}

/** What would be printed amiss, as the page is now: looked at as on paper, as wide as a sheet. */
function printFaults() {
  const faults = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`wider than the sheet: ${scrollWidth} > ${clientWidth}`);
  for (const element of document.querySelectorAll(
    'nav, button, .fr-btn, .fr-footer, .fr-link--download, input[type=file], dialog',
  ))
    if (shown(element)) faults.push(`printed: ${named(element)}`);
  for (const element of document.querySelectorAll('main *, header *')) {
    if (element.closest('svg, .fr-sr-only') || !shown(element)) continue;
    if (element.getBoundingClientRect().right > clientWidth + 1)
      faults.push(`off the sheet: ${named(element)}`);
    const { color, backgroundColor } = getComputedStyle(element);
    if (color !== 'rgb(0, 0, 0)' || backgroundColor !== 'rgba(0, 0, 0, 0)')
      faults.push(`not black on white: ${named(element)}`);
  }
  for (const content of document.querySelectorAll('details > :not(summary)'))
    if (!content.checkVisibility()) faults.push(`folded: ${named(content)}`);
  for (const head of document.querySelectorAll('main thead'))
    if (getComputedStyle(head).display !== 'table-header-group') faults.push(`headed once: ${named(head)}`);
  for (const row of document.querySelectorAll('main tr'))
    if (getComputedStyle(row).breakInside !== 'avoid') faults.push(`cut: ${named(row)}`);
  return faults;
}

/** Whether somebody sees that the focus is on an element: by a ring or a shadow, where it stands. */
function isSeenFocused(element) {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const { width, height, top, bottom } = element.getBoundingClientRect();
  const ring = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  return ring && width > 1 && height > 1 && bottom > 0 && top < innerHeight;
}

/** All that the keyboard must come to; of the answers to one question, the one that is chosen or the first. */
function stopsOfKeyboard() {
  const all = document.querySelectorAll(
    'a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, summary, [tabindex="0"]',
  );
  return [...all].filter((element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.type !== 'radio') return true;
    const same = [...all].filter(
      ({ type, name, form }) => type === 'radio' && name === element.name && form === element.form,
    );
    return element === (same.find(({ checked }) => checked) ?? same[0]);
  });
}

/** A walk through the page by the keyboard: what it has not come to yet, and where nobody saw that it was. */
let walk;

/** Begins one; how many stops there are. */
function beginWalk() {
  walk = { left: new Set(stopsOfKeyboard()), unseen: new Set() };
  return walk.left.size;
}

/** Notes where the focus is; how many stops are left, or null out of the page. */
function noteStop() {
  const element = document.activeElement ?? document.body;
  if (element === document.body) return null;
  walk.left.delete(element);
  if (!isSeenFocused(element)) walk.unseen.add(element);
  return walk.left.size;
}

function walkFaults() {
  return [
    ...[...walk.left].map((element) => `not reached by Tab: ${named(element)} ${element.name ?? ''}`),
    ...[...walk.unseen].map((element) => `focus not seen: ${named(element)} ${element.name ?? ''}`),
  ];
}

/** Controls that do nothing where no script runs. */
function deadControls() {
  const isDead = (element) =>
    element.localName === 'a'
      ? !/^(?!javascript:|#$)./.test(element.getAttribute('href') ?? '')
      : element.type !== 'submit' || !element.form;
  return [...document.querySelectorAll('a, button')]
    .filter((element) => element.checkVisibility() && element.ariaDisabled !== 'true' && isDead(element))
    .map((element) => `does nothing without scripts: ${named(element)}`);
}

/** Controls that lie on one another. */
function overlaps() {
  const boxes = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter((element) => shown(element) && !element.closest('.fr-skiplinks, .fr-sr-only'))
    .map((element) => ({ element, rects: [...element.getClientRects()] }));
  return boxes.flatMap(({ element, rects }, rank) =>
    boxes
      .slice(rank + 1)
      .filter((other) => rects.some((one) => other.rects.some((two) => crosses(one, two))))
      .map((other) => `${named(element)} lies on ${named(other.element)}`),
  );
}

function crosses(one, two) {
  const width = Math.min(one.right, two.right) - Math.max(one.left, two.left);
  const height = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
  return width > 2 && height > 2;
}

const spacing = new CSSStyleSheet();
spacing.replaceSync(`
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }
`);

/** Spaces texts as a reader may (WCAG 1.4.12), or no longer. */
function spaceTexts(spaced) {
  document.adoptedStyleSheets = spaced ? [spacing] : [];
}

/** Answers a form with something of each kind, so that what comes of it can be looked at. */
function answerForm() {
  const form = document.querySelector('.dg-form');
  const inTenDays = parisDay(Date.now() + 10 * 86_400_000);
  const answers = { date: parisDay(Date.now()), time: '14:30', email: 'nouvelle.personne@dinum.example' };
  for (const field of form.querySelectorAll('input, textarea, select')) {
    const { type, name, localName, value, inputMode } = field;
    if (['hidden', 'file', 'submit', 'checkbox', 'radio'].includes(type)) continue;
    const asked = field.required || field.closest('.dg-evidence');
    if (value !== '' || !asked) continue;
    if (localName === 'select') field.selectedIndex = 1;
    else if (inputMode === 'decimal') field.value = '1 000';
    else if (inputMode === 'numeric') field.value = '3';
    else if (name === 'until') field.value = inTenDays;
    else field.value = answers[type] ?? `Texte de ${name}`;
  }
  for (const group of form.querySelectorAll('fieldset')) {
    const [first] = group.querySelectorAll('input');
    if (first && !group.querySelector('input:checked')) first.checked = true;
  }
  const agreement = form.querySelector('[type=checkbox][name=agreesTo]');
  if (agreement) agreement.checked = true;
  for (const [name, value] of Object.entries(namedAnswers)) {
    const field = form.querySelector(`[name="${name}"]`);
    if (field && (field.value === '' || name === 'time')) field.value = value;
  }
}

/** The day in Paris, as a field of dates takes it: until one in the morning there, the day before lasts elsewhere. */
function parisDay(at) {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(at);
}

// What is left blank at will but for one, what must be to come, and what must differ from what it was.
const namedAnswers = {
  ceiling: '150 000',
  sha256: 'ab'.repeat(32),
  time: '15:15',
};

globalThis.inPage = {
  structureFaults,
  layoutFaults,
  printFaults,
  spaceTexts,
  answerForm,
  isSeenFocused,
  beginWalk,
  noteStop,
  walkFaults,
  deadControls,
};
