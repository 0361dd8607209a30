// What of the page is told in English, and what of it is cut or wider than its place. Runs with what finds things.

const [tag, given] = arguments;

// Read as it is written, in whatever language it came.
const AS_WRITTEN = 'code, pre, q, .code, textarea';

// Names that no language changes: of services and programs, of formats and protocols.
const NAMES = ['GaussDB', 'GeminiDB', 'Browser', 'HuaweiCloud', 'PyPI', 'true', 'false'];

// Letters in capitals are abbreviations and methods; what holds digits, slashes and the like is an id, a path, a host.
const isForeign = (part) =>
  /^[A-Z+]+$/.test(part) || /[\d/_@{}=[\]]/.test(part) || /^[\w-]+(\.[\w-]+)+$/.test(part) || /^X-[A-Za-z-]+$/.test(part) || NAMES.includes(part);

// What was given, each as a whole; the longest come first, for one may begin like another.
const escaped = (value) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const theirs = given.map(escaped).join('|');
const GIVEN = new RegExp(`(?<![\\w/-])(?:${theirs})(?![\\w/-])`, 'g');

// The words of English in a text: two plain letters in a row, which no text of the other language has. Most texts stand
// in many states of a page: each is read once.
const known = (window.plain ??= new Map());
function plain(text) {
  const key = `${tag} ${text}`;
  if (!known.has(key)) known.set(key, read(text));
  return known.get(key);
}
function read(text) {
  const own = text.replace(GIVEN, ' ');
  const parts = own.split(/[\s·]+/).map((part) => part.replace(/^[^\w/{+]+|[^\w/}+]+$/g, ''));
  return parts.filter((part) => /[A-Za-z]{2}/.test(part) && !isForeign(part));
}

const isDrawn = (element) => element.tagName === 'OPTION' || element.checkVisibility({ visibilityProperty: true });

const ownTexts = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && tidy(node.data));

const toldAs = (element) => element.closest('[lang]')?.lang ?? tag;

const english = [];
for (const element of everything(document)) {
  if (!isDrawn(element) || toldAs(element) !== tag) continue;
  const names = ['aria-label', 'title', 'placeholder', 'alt', 'label'].map((name) => element.getAttribute(name) ?? '');
  const texts = element.closest(AS_WRITTEN) ? [] : ownTexts(element).map((node) => node.data);
  // No space stands between Chinese sentences.
  if (element.matches('p') && /[\p{Script=Han}，。；：] \p{Script=Han}/u.test(element.textContent)) english.push(tidy(element.textContent));
  // Between Chinese words, those of English are names.
  for (const text of [...texts, ...names].map(tidy)) if (!/\p{Script=Han}/u.test(text) && plain(text).length) english.push(text);
}

// What ends beyond the edge of something that neither shows nor scrolls it.
const cut = [];
// What lies around many texts is measured once.
const measured = new Map();
function measure(element) {
  if (!measured.has(element)) {
    const { overflowX, position } = getComputedStyle(element);
    measured.set(element, { overflowX, position, edge: element.getBoundingClientRect() });
  }
  return measured.get(element);
}
// A row tells the whole where it is opened.
const isHidden = (element) => element.closest('.visually-hidden, [aria-hidden=true], .table.opening td');
for (const element of everything(document)) {
  if (element.tagName === 'OPTION' || !isDrawn(element) || isHidden(element)) continue;
  for (const node of ownTexts(element)) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right, width } = range.getBoundingClientRect();
    if (!width) continue;
    for (let outer = element; outer; outer = outer.parentElement) {
      const { overflowX, position, edge } = measure(outer);
      if (overflowX === 'auto' || overflowX === 'scroll') break;
      const hides = (overflowX === 'hidden' || overflowX === 'clip') && edge.width > 1;
      if (hides && (right > edge.right + 1 || left < edge.left - 1)) cut.push(`${tidy(node.data)} in ${outer.className || outer.tagName}`);
      if (position === 'fixed') break;
    }
  }
}
const wider = (element) => element.scrollWidth > element.clientWidth + 1;
if (wider(document.documentElement)) cut.push('the page');
for (const element of everything(document)) {
  if (element.matches('dialog:modal, .card-body, .dialog-body') && getComputedStyle(element).overflowX !== 'visible' && wider(element)) {
    cut.push(`what is in ${element.className}`);
  }
}

return { english: [...new Set(english)], cut: [...new Set(cut)] };
