// The one script that a page names: defines <backup-console>, loads the console when one nears the viewport, and
// shows a recovery panel when the console cannot start or has stopped.

const TAG = 'backup-console';

const text = (value) => value;
const words = (value) => value.split(/[\s,]+/).filter(Boolean);

// The settings that are simple enough for an attribute, and what its text stands for.
const ATTRIBUTES = {
  connection: text,
  region: text,
  project: text,
  proxy: text,
  'proxy-credentials': text,
  regions: words,
  operations: words,
  pinned: words,
  'sign-in': words,
  theme: text,
  'idle-lock': (value) => (value.trim() === '' ? NaN : Number(value)),
  'storage-key': text,
  language: text,
};
const settingOf = (attribute) => attribute.replace(/-./g, ([, letter]) => letter.toUpperCase());

// What is no attribute, and what frameworks and people write as one all the same: the console refuses it by name.
const PROPERTIES = ['config', 'connections', 'credential', 'proxyHeaders', 'endpoints', 'beforeRequest'];
const SPELLINGS = new Map([...Object.keys(ATTRIBUTES).map(settingOf), ...PROPERTIES].map((name) => [name.toLowerCase(), name]));
const OBJECT = '[object Object]';
// What an element has for others.
const FOREIGN = /^(config-url|id|class|style|slot|part|lang|dir|title|hidden|role|tabindex|is|key|ref|inert|nonce|translate)$|^(aria|data|on|ng|v|x)|[:_@.]/;

// An attribute as a setting: its name and its value. What an object became as a text is nothing that was meant.
function setting({ name, value }) {
  const known = SPELLINGS.get(name.replaceAll('-', ''));
  if (!known && !FOREIGN.test(name)) console.warn(`Backup Console: there is no attribute "${name}".`);
  if (!known) return [];
  const read = ATTRIBUTES[name];
  return [[known, read && value === OBJECT ? {} : (read ?? text)(value)]];
}

const GLUE = { url: './console.js', integrity: 'sha384-GLUE' };
const WASM_INTEGRITY = 'sha384-WASM';
const WASM_URL = new URL('./console_bg.wasm', import.meta.url);

const PANEL_STYLE = `
  :host { display: block }
  .recovery { padding: 24px; max-width: 72ch; font: 14px/20px system-ui, sans-serif }
  .recovery p { margin: 0 0 12px }
  .recovery button { font: inherit; padding: 5px 12px; cursor: pointer }
`;

// On a server that renders pages, importing does nothing: what needs a page rejects when it is used.
const inPage = typeof document !== 'undefined';
// Browsers for the careful switch it off.
const hasWasm = typeof WebAssembly !== 'undefined';

// How the front of a console looks, a file by content; a text, so that bundlers leave it alone.
const STYLE = { url: new URL('./front.txt', import.meta.url), integrity: 'sha384-STYLE' };

// What documents say beyond what a call needs, a file by content.
const DOCUMENTS = { url: new URL('./documents.json', import.meta.url), integrity: 'sha384-DOCUMENTS' };

// Languages beside English, the words of each a file by content, and what documents say in it another: the build
// fills them in.
const LANGUAGES = 'languages-by-tag';

// What this script says itself; in another language it stands in the file of its words, under the number.
const SAYS = {
  stopped: 'Backup Console has stopped after an internal error. A call that was under way may have reached the cloud.',
  cannotStart: 'Backup Console cannot start. {why}',
  noWasm: 'Backup Console needs WebAssembly, which is switched off in this browser.',
  notLoaded: 'Backup Console could not be loaded.',
  reload: 'Reload',
  fileStatus: '{url} was answered with status {status}.',
  fileCredential: '{url} holds a credential, which belongs in no file.',
  fileUnreadable: '{url} could not be read as a JSON object.',
  noDocuments: 'What the documents say could not be loaded. Try again.',
};
const SAYS_NUMBER = 3169558016;

// Texts under way or there, by address, from when they are first asked for.
const texts = new Map();

// Languages by tag, each by the name that it calls itself.
const named = () => [['en', 'English'], ...Object.entries(LANGUAGES).map(([tag, { name }]) => [tag, name])];

// Where the page of the site keeps the language that was chosen in it.
const CHOSEN = 'backup-console.language';

// The language in which a console tells: the one that was chosen in the page of the site or that it is set to, that of
// the page around, or that of the browser, which comes before the English of the site's own page.
function languageOf(element, config) {
  if (!inPage) return undefined;
  const isPage = element.hasAttribute('config-url');
  const { lang } = element.closest('[lang]') ?? document.documentElement;
  const around = isPage && !element.lang && lang === 'en' ? '' : lang;
  const asked = (isPage && kept()) || String(config?.language ?? around);
  for (const wanted of asked ? [asked] : navigator.languages) {
    if (Object.hasOwn(LANGUAGES, wanted)) return wanted;
    const [primary] = wanted.split('-');
    if (primary === 'en') return undefined;
    const found = Object.keys(LANGUAGES).find((tag) => tag.split('-')[0] === primary);
    if (found) return found;
  }
  return undefined;
}

// A browser may forbid to keep anything: then a choice holds until the page is left.
function kept() {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}

function keep(tag) {
  try {
    localStorage.setItem(CHOSEN, tag);
  } catch {}
}

// Undefined for English, which the module holds; null where the words did not arrive.
const wordsOf = async (language) => (language === undefined ? undefined : textOf(LANGUAGES[language]));

// What this script says in a language; in English where its words did not arrive.
async function saysIn(language) {
  const lines = ((await wordsOf(language)) ?? '').split('\n');
  for (let at = 1; at < lines.length; ) {
    const [number, count] = lines[at].split(' ').map(Number);
    if (number === SAYS_NUMBER) return Object.fromEntries(Object.keys(SAYS).map((key, index) => [key, lines[at + 1 + index]]));
    at += 1 + count;
  }
  return SAYS;
}

const fill = (text, given) => text.replace(/{(\w+)}/g, (_, name) => given[name]);

// How consoles look: by a sheet for their front, unless the page has linked it, and one for what the whole adds.
const [front, rest] = inPage ? [new CSSStyleSheet(), new CSSStyleSheet()] : [];
const [LINKED, DRESSED] = [[rest], [front, rest]];

async function styleOf(element) {
  if (element.shadowRoot?.querySelector('link')?.sheet) return LINKED;
  const style = await textOf(STYLE);
  if (style === null) throw new Error('the style sheet did not arrive');
  if (!front.cssRules.length) front.replaceSync(style);
  return DRESSED;
}

// What documents say, as JSON; null where it did not arrive. Where it can wait, nothing else does for it.
async function documentsOf(language, waits) {
  if (waits) await new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
  return textOf(LANGUAGES[language]?.documents ?? DOCUMENTS);
}

async function textOf({ url, integrity }) {
  const { href } = new URL(url, import.meta.url);
  // What failed may be tried again, whatever the browser has kept of it.
  const cache = texts.get(href) === null ? 'reload' : 'default';
  if (!texts.get(href)) texts.set(href, fetchText(href, { cache, ...(stamped(integrity) && { integrity }) }));
  const text = await texts.get(href);
  if (text === null) texts.set(href, null);
  return text;
}

async function fetchText(url, options) {
  try {
    const response = await fetch(url, options);
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

// Every console that is mounted. Also what keeps a handle from being collected while its console lives.
const instances = new Set();
let stopped = false;

// Modules under way or there, by address. Copies of this script that a page loads by several addresses, with and
// without a query, share it: whoever starts a module again ends the consoles that it has.
const modules = (globalThis[Symbol.for('backup-console')] ??= new Map());

// Not written as a literal, which bundlers would take for one more asset.
const glueUrl = () => new URL(GLUE.url, import.meta.url);

// Where the module, its glue and its parts are from: a trap there is ours.
const ours = new Set([WASM_URL.href, glueUrl().href]);

// The build stamps digests in; an unstamped module checks nothing.
const stamped = (integrity) => integrity.length > 'sha384-'.length + 40;

function load() {
  const { href } = glueUrl();
  if (!modules.has(href)) modules.set(href, start());
  const module = modules.get(href);
  // What failed may be tried again.
  module.catch(() => modules.delete(href));
  return module;
}

async function start() {
  if (!inPage) throw new Error('the console needs a page');
  if (!hasWasm) throw new Error('WebAssembly is switched off');
  const wasm = fetch(WASM_URL, stamped(WASM_INTEGRITY) ? { integrity: WASM_INTEGRITY } : {});
  wasm.catch(() => {}); // reported below, unless the glue fails first
  if (stamped(GLUE.integrity)) preloadGlue();
  const glue = await import('./console.js');
  await glue.default({ module_or_path: wasm });
  // On a slow machine what is mounted next is work enough for a turn of its own.
  await globalThis.scheduler?.yield?.();
  // A build that is not split has none.
  for (const url of glue.parts ?? []) ours.add(url);
  return glue;
}

// import() takes no integrity, but fails when a preload of the same module did.
function preloadGlue() {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.integrity = GLUE.integrity;
  link.href = glueUrl();
  link.onload = link.onerror = () => link.remove();
  document.head.append(link);
}

// Translators put texts into <font> elements, or others in their place, and the console would look in vain for what is
// its own. What they did is undone, the last first; one that does it again at once has its way in the end.
function keepNodes(root) {
  let undone = 0;
  const guard = new MutationObserver((changes) => {
    const nodes = (list) => changes.flatMap((change) => [...change[list]]);
    if (!nodes('addedNodes').some(({ localName }) => localName === 'font') || !nodes('removedNodes').some(({ data }) => data)) return;
    if (!undone++) setTimeout(() => (undone = 0));
    if (undone > 50) guard.disconnect();
    for (const { target, addedNodes, removedNodes, nextSibling } of changes.reverse()) {
      for (const node of addedNodes) if (node.parentNode === target) node.remove();
      for (const node of removedNodes) target.insertBefore(node, nextSibling?.parentNode === target ? nextSibling : null);
    }
    guard.takeRecords();
  });
  guard.observe(root, { childList: true, subtree: true });
  return guard;
}

/** A mounted console. After the module has stopped, nothing calls into it any more. */
class Instance {
  #handle;
  #language;
  #asked;
  #guard;

  constructor(host, mounted, language) {
    this.host = host;
    this.#handle = mounted((tag) => this.#choose(tag));
    this.#guard = keepNodes(host.shadowRoot);
    this.#language = this.#asked = language;
    this.#declare();
    instances.add(this);
  }

  whole() {
    return this.#handle.whole();
  }

  update(config) {
    if (!instances.has(this)) return;
    guarded(() => this.#handle.update(config ?? {}));
    const language = languageOf(this.host, config);
    // What somebody chose stands until something else is asked for.
    if (language !== this.#asked) this.#tell((this.#asked = language));
  }

  #choose(tag) {
    if (this.host.hasAttribute('config-url')) keep(tag);
    this.#tell(tag === 'en' ? undefined : tag);
  }

  // The page of the site is in the language of its console.
  #declare() {
    if (this.host.hasAttribute('config-url')) document.documentElement.lang = this.#language ?? 'en';
  }

  async #tell(language) {
    this.#language = language;
    const words = await wordsOf(language);
    // It may have gone since, or been set to yet another.
    if (!instances.has(this) || language !== this.#language) return;
    guarded(() => this.#handle.tell(words));
    this.#declare();
  }

  unmount() {
    if (stopped || !instances.delete(this)) return;
    this.#guard.disconnect();
    guarded(() => this.#handle.unmount());
    this.#handle.free();
  }
}

/** Shows a console in `element`; resolves to a handle with `update(config)` and `unmount()`. */
export async function mount(element, config) {
  try {
    const language = languageOf(element, config);
    const [glue, style, words] = await Promise.all([load(), styleOf(element), wordsOf(language)]);
    return await whole(mountNow(glue, element, config, style, language, words));
  } catch (error) {
    showRecovery(element, error);
    throw error;
  }
}

function mountNow(glue, element, config, style, language, words) {
  if (stopped) throw new Error('the console has stopped');
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  for (const child of [...root.children]) if (!child.matches('link, .still')) child.remove();
  root.adoptedStyleSheets = style;
  const mounted = (choose) => glue.mount(element, config ?? {}, rest, words, documentsOf, named(), choose);
  return guarded(() => new Instance(element, mounted, language));
}

// The settings are read by the part that comes last.
async function whole(instance) {
  try {
    await instance.whole();
  } catch (error) {
    instance.unmount();
    throw error;
  }
  return instance;
}

function guarded(call) {
  try {
    return call();
  } catch (error) {
    stopIfOurs(error);
    throw error;
  }
}

// A trap leaves the module's memory in an unknown state: every console of this module ends with it.
function stopIfOurs(error) {
  if (stopped || !hasWasm || !(error instanceof WebAssembly.RuntimeError)) return;
  // A page may run other modules, whose traps are none of our business.
  if (![...ours].some((url) => error.stack?.includes(url))) return;
  stopped = true;
  for (const { host } of instances) showRecovery(host, error);
  failUnderWay();
}

if (inPage) {
  addEventListener('error', (event) => stopIfOurs(event.error));
  addEventListener('unhandledrejection', (event) => stopIfOurs(event.reason));
}

// Only messages that were written for people are shown; any other could quote what somebody typed.
function reason(error, says = SAYS) {
  if (stopped) return says.stopped;
  if (error instanceof ConfigFileError) return fill(says.cannotStart, { why: fill(says[error.key], error.given) });
  if (error?.name === 'SettingsError') return fill(says.cannotStart, { why: error.message });
  return hasWasm ? says.notLoaded : says.noWasm;
}

async function showRecovery(host, error) {
  if (!inPage) return;
  const says = await saysIn(languageOf(host, host.config));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PANEL_STYLE);
  const panel = document.createElement('div');
  panel.className = 'recovery';
  panel.setAttribute('role', 'alert');
  const text = document.createElement('p');
  text.textContent = reason(error, says);
  const reload = document.createElement('button');
  reload.textContent = says.reload;
  reload.addEventListener('click', reloadAll);
  panel.append(text, reload);
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  // What was typed before the console was there can still be read.
  if (stillIn(root)) root.prepend(panel);
  else root.replaceChildren(panel);
}

// What is kept of a file that arrived broken, a browser would give again for as long as it is named so.
async function reloadAll() {
  await Promise.allSettled([...ours].map((url) => fetch(url, { cache: 'reload' })));
  location.reload();
}

class ConfigFileError extends Error {
  name = 'ConfigFileError';

  constructor(key, given) {
    super(fill(SAYS[key], given));
    Object.assign(this, { key, given });
  }
}

async function readFile(url) {
  try {
    const response = await fetch(new URL(url, document.baseURI), { redirect: 'error', cache: 'no-cache' });
    if (!response.ok) throw new ConfigFileError('fileStatus', { url, status: response.status });
    const file = await response.json();
    if (!isPlain(file)) throw new TypeError();
    // Whoever can read the page can read the file.
    if (file.credential) throw new ConfigFileError('fileCredential', { url });
    return file;
  } catch (error) {
    throw error instanceof ConfigFileError ? error : new ConfigFileError('fileUnreadable', { url });
  }
}

const stillIn = (root) => root?.querySelector('.still');

// The page of the site has a still picture of the console's front: as it is in English, for somebody who was never
// here. Until the console is there, this makes it right for everybody else, and keeps what is done in it.
class Still {
  #still;
  #title;
  #home;
  #pressed;
  #composed;

  constructor(still, isEnglish) {
    this.#still = still;
    this.#title = still.querySelector('h1');
    this.#home = { title: this.#title.textContent, link: still.querySelector('[aria-current]') };
    // Nobody else is shown the words.
    still.classList.toggle('wordless', !isEnglish);
    still.querySelector('.welcome').hidden = hasBeenHere();
    still.addEventListener('submit', (event) => event.preventDefault());
    still.addEventListener('click', ({ target }) => this.#press(target.closest('button')));
    still.addEventListener('compositionstart', () => {
      this.#composed = new Promise((resolve) => still.addEventListener('compositionend', resolve, { once: true }));
    });
    this.#show();
    addEventListener('hashchange', this.#show);
  }

  // Which page the address asks for is known from here on.
  #show = () => {
    const links = [...this.#still.querySelectorAll('a')];
    const page = location.hash.split('?')[0];
    const { title, link } = this.#home;
    const shown = links.find(({ hash }) => hash === page) ?? link;
    for (const link of links) link.ariaCurrent = link === shown ? 'page' : null;
    this.#title.textContent = shown === link ? title : (shown.dataset.title ?? shown.firstChild.textContent);
    this.#still.classList.toggle('elsewhere', shown !== link || page !== location.hash);
  };

  #press(button) {
    if (!button) return;
    this.#pressed?.removeAttribute('aria-busy');
    button.ariaBusy = 'true';
    this.#pressed = button;
  }

  // A text that is being composed is not broken off.
  composed() {
    return this.#composed;
  }

  // The console is there, and draws itself next; whoever has pressed something before has pressed it there.
  async goOn(root) {
    removeEventListener('hashchange', this.#show);
    const pressed = this.#pressed;
    if (!pressed) return;
    await undefined;
    const same = ({ id, textContent }) => id === pressed.id && textContent === pressed.textContent;
    [...root.querySelectorAll('button')].find(same)?.click();
  }
}

// Whether somebody has signed in or sent something in this tab. A browser may forbid to look.
function hasBeenHere() {
  try {
    return Object.keys(sessionStorage).some((name) => /^(backup-console-calls$|credential )/.test(name));
  } catch {
    return false;
  }
}

// Starts elements as they come near what can be seen: a page may hold the console far below, or in a closed tab.
const nearing =
  inPage &&
  new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) approach(target);
    },
    { rootMargin: '100%' },
  );
let approach;

class BackupConsole extends (inPage ? HTMLElement : Object) {
  static observedAttributes = [...Object.keys(ATTRIBUTES), 'lang'];

  #config = {};
  #file = {};
  #instance;
  #still;
  #turn = 0;

  static {
    // Nobody else can start an element.
    approach = (element) => element.#start();
  }

  constructor() {
    super();
    if (!Object.hasOwn(this, 'config')) return;
    // Set by the page before this class was defined.
    const { config } = this;
    delete this.config;
    this.#config = config;
  }

  get config() {
    return this.#config;
  }

  set config(config) {
    this.#config = config;
    this.#changed();
  }

  attributeChangedCallback() {
    this.#changed();
  }

  connectedCallback() {
    if (this.#instance) return;
    // Where a file configures it, the console is what the page is there for.
    if (!this.hasAttribute('config-url')) return nearing.observe(this);
    const still = stillIn(this.shadowRoot);
    if (still) this.#still = new Still(still, languageOf(this, this.#config) === undefined);
    this.#start();
  }

  disconnectedCallback() {
    // A move is a removal and an insertion within one task, and keeps what is in the console.
    queueMicrotask(() => {
      if (this.isConnected) return;
      nearing.unobserve(this);
      this.#turn += 1;
      this.#instance?.unmount();
      this.#instance = undefined;
    });
  }

  // With this, moveBefore() neither disconnects nor connects.
  connectedMoveCallback() {}

  #changed() {
    if (this.#instance) this.#instance.update(this.#settings());
    else if (this.#turn > 0 && this.isConnected) this.#start();
  }

  async #start() {
    nearing.unobserve(this);
    const turn = (this.#turn += 1);
    const url = this.getAttribute('config-url');
    try {
      const [glue, style, [language, words]] = await Promise.all([load(), styleOf(this), this.#prepare(url)]);
      await this.#still?.composed();
      if (turn !== this.#turn) return;
      this.#instance = mountNow(glue, this, this.#settings(), style, language, words);
      this.#still?.goOn(this.shadowRoot);
      this.#still = undefined;
      await whole(this.#instance);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#instance = undefined;
      showRecovery(this, error);
    }
  }

  // What the module need not be there for: the file that configures the console, and the words of its language.
  async #prepare(url) {
    this.#file = url === null ? {} : { standalone: true, ...(await readFile(url)) };
    const language = languageOf(this, this.#settings());
    return [language, await wordsOf(language)];
  }

  #settings() {
    return { ...this.#file, ...this.#config, ...Object.fromEntries([...this.attributes].flatMap(setting)) };
  }
}

if (inPage && !customElements.get(TAG)) customElements.define(TAG, BackupConsole);

// The build fills in the IDs of the catalogue; an unstamped client has call() alone.
const OPERATIONS = 'operation-ids'.split(' ').filter((id) => id.includes('/'));

// Rejections of calls that are under way, for when the module stops.
const underWay = new Set();

function isPlain(value) {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function copy(value) {
  if (Array.isArray(value)) return value.map(copy);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copy(inner)]));
}

// What was given, as it was then: the module may have to be loaded first. Null where it is no plain object.
const given = (value = {}) => (isPlain(value) ? copy(value) : null);

// What a call ends in, or that nobody can tell any more.
function answered(call) {
  const reply = guarded(call);
  return new Promise((resolve, reject) => {
    underWay.add(reject);
    reply.then(resolve, reject).finally(() => underWay.delete(reject));
  });
}

// Pages of a list, or looks at a job, one after the other.
async function* each(open) {
  const steps = await open();
  for (;;) {
    const step = await answered(() => steps.next());
    if (step === undefined) return;
    yield step;
  }
}

/** Performs operations without the page: `client.dds.setDownloadPolicy({ action: 'close' })`. */
export class BackupClient {
  #settings;
  #client;

  constructor(settings) {
    this.#settings = given(settings);
    for (const id of OPERATIONS) {
      const [service, name] = id.split('/');
      const method = name.replace(/-./g, (joint) => joint[1].toUpperCase());
      this[service] ??= {};
      this[service][method] = (input, options) => this.call(id, input, options);
    }
  }

  async ready() {
    await this.#open();
  }

  async call(operation, input, options) {
    const call = [operation, given(input), given(options)];
    const client = await this.#open();
    return answered(() => client.call(...call));
  }

  pages(operation, input, options) {
    const call = [operation, given(input), given(options)];
    return each(async () => (await this.#open()).pages(...call));
  }

  follow(operation, answer, options) {
    const call = [operation, given(answer), given(options)];
    return each(async () => (await this.#open()).follow(...call));
  }

  async preview(operation, input, options) {
    const call = [operation, given(input), given(options)];
    const client = await this.#open();
    return guarded(() => client.preview(...call));
  }

  async operations() {
    await this.#open();
    const text = await documentsOf(languageOf(document.documentElement));
    if (text === null) throw new Error(SAYS.noDocuments);
    return JSON.parse(text);
  }

  async #open() {
    const glue = await load();
    if (stopped) throw new Error(reason());
    const client = (this.#client ??= guarded(() => glue.open(this.#settings)));
    client.catch(() => {
      // What did not arrive may be asked for again.
      if (this.#client === client) this.#client = undefined;
    });
    return client;
  }
}

// Whether a call under way has reached the cloud, nobody can tell any more.
function failUnderWay() {
  const details = { name: 'BackupError', variant: 'OutcomeUnknown', outcome: 'unknown' };
  for (const reject of underWay) reject(Object.assign(new Error(reason()), details));
  underWay.clear();
}
