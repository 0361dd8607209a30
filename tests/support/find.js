// Finds what is on the page by role and accessible name, as assistive technology does, through shadow roots.

const ROLES = {
  A: 'link', BUTTON: 'button', DIALOG: 'dialog', MAIN: 'main', NAV: 'navigation', OPTION: 'option', OUTPUT: 'status',
  SECTION: 'region', SELECT: 'combobox', SUMMARY: 'summary', TABLE: 'table', TD: 'cell', TEXTAREA: 'textbox',
  TH: 'columnheader', TR: 'row', H1: 'heading', H2: 'heading', H3: 'heading', LI: 'listitem',
};
const INPUT_ROLES = { radio: 'radio', checkbox: 'checkbox', search: 'searchbox' };
const NAMED_BY_CONTENT = ['button', 'cell', 'columnheader', 'heading', 'link', 'option', 'row', 'summary', 'tab'];

function role(element) {
  const given = element.getAttribute('role');
  if (given) return given;
  if (element.tagName === 'INPUT') return INPUT_ROLES[element.type] ?? 'textbox';
  if (element.tagName === 'HEADER' && !element.closest('main, section')) return 'banner';
  return ROLES[element.tagName];
}

const tidy = (text) => text.replace(/\s+/g, ' ').trim();

function content(node) {
  if (!node) return '';
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true') return '';
  if (node.hasAttribute('aria-label')) return node.getAttribute('aria-label');
  const inner = [...node.childNodes].map(content).join('');
  return getComputedStyle(node).display.startsWith('inline') ? inner : ` ${inner} `;
}

function name(element) {
  const by = (id) => content(element.getRootNode().getElementById(id));
  const labels = element.getAttribute('aria-labelledby');
  if (labels) return tidy(labels.split(/\s+/).map(by).join(' '));
  if (element.hasAttribute('aria-label')) return tidy(element.getAttribute('aria-label'));
  if (element.labels?.length) return tidy([...element.labels].map(content).join(' '));
  if (NAMED_BY_CONTENT.includes(role(element))) return tidy([...element.childNodes].map(content).join(''));
  return tidy(element.placeholder || element.title || '');
}

function* everything(root) {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

// A console's front is exchanged for the whole at any moment, and what is found in it would be gone: whoever looks waits.
const isExchanged = (element) => element.closest('.coming') !== null;

const isShown = (element) =>
  !isExchanged(element) &&
  (element.tagName === 'OPTION' ||
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest('[aria-hidden=true]'));

// What a person can get at: drawn, not hidden from assistive technology, and not behind a modal dialog.
function isReachable(elements) {
  const modal = elements.filter((element) => element.tagName === 'DIALOG' && element.matches(':modal')).at(-1);
  return (element) => (!modal || modal.contains(element)) && isShown(element);
}

function reachable() {
  const elements = [...everything(document)];
  return elements.filter(isReachable(elements));
}

// As contains(), through shadow roots.
function holds(outer, node) {
  return node !== null && (outer.contains(node) || holds(outer, node.getRootNode().host ?? null));
}

// What something lies in may be behind a modal dialog: a dialog lies in its console. It is asked every frame, so what
// takes longest is asked last, and of few.
function find(steps) {
  const elements = [...everything(document)];
  const reached = isReachable(elements);
  const within = (outer) => (element) => outer.some((other) => other !== element && holds(other, element));
  const found = steps.reduce((outer, [wantedRole, wantedName, onlyStart], index) => {
    const roles = wantedRole.split('|');
    const counts = index < steps.length - 1 ? isShown : reached;
    const isCalled = (name) => (onlyStart ? name.startsWith(wantedName) : name === wantedName);
    const fits = (element) => roles.includes(role(element)) && counts(element) && isCalled(name(element));
    const found = elements.filter(fits);
    return outer ? found.filter(within(outer)) : found;
  }, undefined);
  // In a page around, an entry of the menu is a button that may be called as one of the page is.
  const onPage = found.filter((element) => !element.closest('nav'));
  return onPage.length ? onPage : found;
}

function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

// What has the focus, when its middle cannot be seen because something else is drawn there.
function hiddenFocus() {
  const element = focused();
  if (!element || element === document.body) return null;
  const { left, top, width, height } = element.getBoundingClientRect();
  const seen = element.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
  const own = [element, ...(element.labels ?? [])];
  const inSight = seen && own.some((part) => part.contains(seen) || seen.contains(part));
  return inSight ? null : `${role(element)} “${name(element)}”`;
}

// One line for each thing that has a role: what a person could have found.
const outline = () => reachable().filter(role).map((element) => `${role(element)} “${name(element)}”`).join('\n');
