// A portal that embeds the console: it supplies the token and says whose it is, pins the region, asks a second person
// before changes, writes an audit list from the console's events, and has addresses for the console's pages. It speaks
// two languages, and the console speaks the same.

import { spoken, words } from './words.js';

const find = (id) => document.getElementById(id);
const element = document.querySelector('backup-console');

// --- The language

let told = words.en;

function speak(language) {
  told = words[language];
  document.title = told.title;
  for (const part of document.querySelectorAll('[data-text]')) part.textContent = told[part.dataset.text];
  for (const part of document.querySelectorAll('[data-label]')) part.ariaLabel = told[part.dataset.label];
  for (const part of document.querySelectorAll('[data-outcome]')) mark(part, part.dataset.outcome);
  document.documentElement.lang = language;
  element.lang = language;
  const other = language === 'en' ? 'zh-Hans' : 'en';
  Object.assign(find('language'), { lang: other, textContent: other === 'en' ? 'English' : '简体中文' });
  find('language').onclick = () => speak(other);
}

speak(spoken());

// A portal asks its own server for a token. The emulated cloud gives one to whoever asks.
async function fetchToken() {
  const response = await fetch('../../config.json');
  const { emulated } = await response.json();
  return emulated;
}

const { region, project } = await fetchToken();

// What a link fills in goes out of the address: going back later must not overwrite what was typed since.
const arrived = location.hash.slice(1);
if (arrived.includes('?')) history.replaceState(null, '', `#${arrived.split('?')[0]}`);

element.config = {
  proxy: '../../proxy/{host}{path}{query}',
  region,
  project,
  pinned: ['region', 'proxy', 'endpoints'],
  credential: async ({ reason }) => {
    note(told.tokenFetched(reason));
    return { token: (await fetchToken()).token, user: 'M. Okafor' };
  },
  beforeRequest: (call) => (find('ask').checked && call.effect !== 'reads' ? approve(call) : true),
  page: arrived,
  linkTo: (page) => new URL(`#${page}`, location.href).href,
  theme: 'light',
};

const show = (page) => (element.config = { ...element.config, page });
element.addEventListener('backup-page', ({ detail: { page } }) => {
  if (location.hash.slice(1) !== page) history.pushState(null, '', `#${page}`);
  show(page);
});
addEventListener('popstate', () => show(location.hash.slice(1)));

element.addEventListener('backup-request', ({ detail }) => begin(detail));
element.addEventListener('backup-response', ({ detail }) => end(detail));
element.addEventListener('backup-error', ({ detail }) => end(detail));

// --- A second person

function approve({ operation, project, input }) {
  const dialog = find('approval');
  find('approval-text').textContent = told.change(operation, project, describe(input));
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

// --- The audit list

const lines = new Map();

function begin(call) {
  const line = entry(call.time, call.operation, describe(call.input));
  line.append(part('p', 'facts', `${call.method} ${call.host}`));
  lines.set(call.call, line);
  mark(line, 'under-way');
}

function end(call) {
  const line = lines.get(call.call);
  lines.delete(call.call);
  const facts = [call.status, call.code, call.requestId && told.request(call.requestId), `${call.duration} ms`];
  mark(line, call.outcome);
  line.append(part('p', 'facts', facts.filter(Boolean).join(' · ')));
  // As the record of a call has it, whatever language it is read in.
  line.append(Object.assign(part('p', 'words', call.headline ?? call.message), { lang: 'en' }));
}

function note(text) {
  entry(new Date().toISOString(), text, '');
}

function entry(time, title, target) {
  const line = document.createElement('li');
  line.append(part('time', 'time', time.slice(11, 19)), part('strong', 'title', title));
  if (target) line.append(part('p', 'target', target));
  find('entries').prepend(line);
  find('nothing').hidden = true;
  return line;
}

function mark(line, outcome) {
  line.querySelector('.outcome')?.remove();
  line.dataset.outcome = outcome;
  line.querySelector('.title').after(part('span', 'outcome', told.outcomes[outcome] ?? outcome));
}

function part(tag, name, text) {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}

function describe(input) {
  return Object.entries(input)
    .map(([name, value]) => `${name} ${[value].flat().join(', ')}`)
    .join('; ');
}
