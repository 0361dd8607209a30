// What `backup-console.js` gives a page. Inputs and answers of the operations are in `operations.d.ts`, which is
// made from the catalogue.

import type {
  Answer,
  Effect,
  Input,
  JobStarter,
  OperationMethods,
  OperationName,
  Service,
} from './operations.js';

export type * from './operations.js';

/** Where calls go, as whom, and by which route. */
export interface ConnectionSettings {
  /** Such as `ap-southeast-1`. */
  region?: string;
  /** The ID of a project in that region. */
  project?: string;
  /**
   * URL template of the CORS proxy, such as `/proxy/{host}{path}{query}`; a relative one resolves against the page's
   * base. Without it, calls go straight to the cloud.
   */
  proxy?: string;
  /** Whether the page's own session goes along to a proxy of the page's own origin; `omit` by default. */
  proxyCredentials?: 'omit' | 'same-origin';
  /** Headers for the proxy itself, by name. Their values may hold the template's placeholders. */
  proxyHeaders?: Record<string, string>;
  /** Endpoints in place of those of the vendor's table. */
  endpoints?: Partial<Record<Service | 'iam', string>>;
  /** The credential, or where to get one. Asked before the first call, and again when it has ended or was refused. */
  credential?: Credential | CredentialSource;
}

/** What the page or a portal may set for a console. Unknown names and bad values are refused by name. */
export interface ConsoleSettings extends ConnectionSettings {
  /** Connections by name, which a person may choose among; never a secret. */
  connections?: NamedConnection[];
  /** The name of the one of them to begin with; its values come before those of `region`, `project` and the others. */
  connection?: string;
  /** The regions offered; all of the vendor's table by default. */
  regions?: string[];
  /** The operations offered; all by default. */
  operations?: OperationName[];
  /** What neither a person nor a link may change. */
  pinned?: PinnedSetting[];
  /** How a person may sign in; every way by default, none by default where `credential` is set. */
  signIn?: SignInWay[];
  /** `auto`, the default, follows the surroundings. */
  theme?: 'auto' | 'light' | 'dark';
  /** After how many minutes without use the credential is wiped; 30 by default, 0 for never. */
  idleLock?: number;
  /** The key in local storage under which a person's own settings are kept. An embedded console keeps none without. */
  storageKey?: string;
  /** The language, by its tag: `en` or `zh-Hans`; that of the element or the page around by default. */
  language?: string;
  /** Asked before each call. What is refused, fails or takes longer than 30 seconds is not sent. */
  beforeRequest?: BeforeRequest;
  /**
   * The page to show, such as `vbs/share-backup?backup_id=…`, as `linkTo` and `backup-page` tell it. Whenever it becomes
   * another the console goes there; what it fills in a person confirms. Empty: the first page. Not for `config.json`.
   */
  page?: string;
  /** Gives the address, in the page around, of a page of the console: what "Copy link" copies. Called as forms change. */
  linkTo?: LinkTo;
  /** Sign-in data of the emulated cloud, where that is what the proxy leads to. */
  emulated?: { region: string; project: string; token: string };
  /** Whether the console is the whole page; `config-url` says so. */
  standalone?: boolean;
}

/** What a `config.json` may hold: neither functions nor a credential. */
export type ConfigFile = Omit<ConsoleSettings, 'beforeRequest' | 'credential' | 'linkTo' | 'page' | 'standalone'>;

/** With `connection`, only those of `connections` can be used: nothing of a connection can be typed then. */
export type PinnedSetting = 'region' | 'project' | 'proxy' | 'endpoints' | 'connection';

/** Where calls go, by a name. Holds no secret. */
export interface NamedConnection {
  /** At most 32 characters; each name once. */
  name: string;
  region: string;
  /** Left out: whoever uses the connection gives it. */
  project?: string;
  /** Left out: that of the settings. Empty: straight to the cloud. */
  proxy?: string;
  /** Left out: those of the settings. */
  endpoints?: Partial<Record<Service | 'iam', string>>;
  /** `red` by default for production, else `grey`. */
  color?: 'red' | 'amber' | 'green' | 'blue' | 'grey';
  /** Whether each change there asks for the connection's name first. */
  production?: boolean;
}

export type SignInWay = 'token' | 'password' | 'key';

/** A token of IAM, or an access key, permanent or temporary. */
export type Credential =
  | {
      token: string;
      /** The name of its user, up to 64 characters: shown and recorded as what the page around says. */
      user?: string;
      /** When it ends, in milliseconds since 1970. */
      expiresAt?: number;
    }
  | {
      access: string;
      secret: string;
      securityToken?: string;
      /** A key is told by its ID. */
      user?: never;
      /** When it ends, in milliseconds since 1970. */
      expiresAt?: number;
    };

/** Gives a credential, or nothing. */
export type CredentialSource = (
  wanted: CredentialWanted,
) => Credential | null | undefined | Promise<Credential | null | undefined>;

/** Why a credential is asked for. */
export interface CredentialWanted {
  reason: 'first' | 'expired' | 'refused';
  region: string;
  project: string;
}

/** Says whether a call may be sent: `false`, a rejection or an exception withholds it. */
export type BeforeRequest = (call: CallDetail) => boolean | void | Promise<boolean | void>;

/** Gives the address of a page of the console, which holds no secret. */
export type LinkTo = (page: string) => string;

/** Another page of the console is shown. */
export interface PageDetail {
  /** As `page` takes it, without what its form holds. */
  page: string;
}

/** A call as an audit log wants it. Never holds a secret. */
export interface CallDetail<N extends OperationName = OperationName> {
  /** Counts the calls of a console, from 1. */
  call: number;
  /** ISO 8601, UTC. */
  time: string;
  /** The name of the connection, where it has one. */
  connection?: string;
  operation: N;
  service: Service;
  effect: Effect;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The cloud's own host and path, whatever route the call takes. */
  host: string;
  path: string;
  region: string;
  project: string;
  /** What was asked for: the IDs, and what is to be done. */
  input: Input<N>;
}

/** A call that the service accepted. */
export interface ResponseDetail<N extends OperationName = OperationName> extends CallDetail<N> {
  outcome: 'succeeded';
  status: number;
  requestId: string | null;
  /** How long it took, in milliseconds. */
  duration: number;
  /** The answer in a sentence. */
  headline: string;
}

/** A call that ended in any other way. */
export interface ErrorDetail<N extends OperationName = OperationName> extends CallDetail<N> {
  outcome: Outcome;
  variant: ErrorVariant;
  /** A sentence for people. Programs branch on `variant`. */
  message: string;
  status: number | null;
  /** The service's own code, such as `DBS.280124`. */
  code: string | null;
  requestId: string | null;
  /** How long it took, in milliseconds. */
  duration: number;
}

/** What became of a call that did not succeed. After `unknown` it may have taken effect. */
export type Outcome = 'not-sent' | 'refused' | 'failed' | 'unknown';

/** How a call can end other than well. Each is a different thing to do next. */
export type ErrorVariant =
  | 'Invalid'
  | 'NoEndpoint'
  | 'NoCredential'
  | 'Unsendable'
  | 'Offline'
  | 'Blocked'
  | 'Expired'
  | 'OtherProject'
  | 'Withheld'
  | 'Unreachable'
  | 'ProxyAnswered'
  | 'Refused'
  | 'ClockOff'
  | 'Unexpected'
  | 'TooLarge'
  | 'OutcomeUnknown'
  | 'Cancelled'
  | 'DeadlineExceeded';

/** What the typed client rejects with. */
export interface BackupError extends Error {
  readonly name: 'BackupError';
  readonly variant: ErrorVariant;
  readonly outcome: Outcome;
  readonly status?: number;
  readonly code?: string;
  readonly requestId?: string;
  /** What is wrong with the input, after `Invalid`. */
  readonly fields?: readonly { readonly field: string; readonly message: string }[];
}

/** What settings are refused with. */
export interface SettingsError extends Error {
  readonly name: 'SettingsError';
  readonly variant: 'NotAnObject' | 'UnknownKey' | 'WrongKind' | 'WrongValue';
  /** The setting to mend. */
  readonly key?: string;
}

/** Events of `<backup-console>`. They bubble, and leave the shadow root. */
export interface BackupConsoleEventMap {
  /** A call is about to be sent; `preventDefault()` withholds it. */
  'backup-request': CustomEvent<CallDetail>;
  'backup-response': CustomEvent<ResponseDetail>;
  'backup-error': CustomEvent<ErrorDetail>;
  /** A credential is needed: the source is asked, or else a person has to sign in. */
  'backup-credential': CustomEvent<CredentialWanted>;
  /** Another page is shown, for a page around that has addresses for them. */
  'backup-page': CustomEvent<PageDetail>;
}

/** `<backup-console>`. Attributes set simple settings and win over `config`. */
export interface BackupConsoleElement extends HTMLElement {
  config: ConsoleSettings;
  addEventListener<K extends keyof BackupConsoleEventMap>(
    type: K,
    listener: (this: BackupConsoleElement, event: BackupConsoleEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'backup-console': BackupConsoleElement;
  }
}

/** A console that is mounted. */
export interface Handle {
  /** Changes the settings; drafts, results and the credential stay. */
  update(settings: ConsoleSettings): void;
  /** Takes the console away, with its requests and its credential. */
  unmount(): void;
}

/** Shows a console in the shadow root of an element. Fulfilled once all of it is there; its form can be used before. */
export function mount(element: Element, settings?: ConsoleSettings): Promise<Handle>;

/** Where a {@link BackupClient} calls. */
export interface ClientSettings extends ConnectionSettings {
  region: string;
}

export interface CallOptions {
  /** Ends the call. A write that had left by then rejects as `OutcomeUnknown`. */
  signal?: AbortSignal;
  /** In place of the client's own. */
  region?: string;
  project?: string;
}

/** A number as the service wrote it, which may be more than a `number` holds; a service may write what is none. */
export type WrittenNumber = string;

/** A time as the service wrote it: ISO 8601 with or without a zone, or milliseconds since 1970. Without a zone it is UTC. */
export type WrittenTime = string;

/** A number of a unit as the service wrote it. A unit is 1024 of the one before. */
export type WrittenSize<Unit extends 'KB' | 'MB' | 'GB'> = string & { readonly unit?: Unit };

/** An operation's answer, and what came with it. */
export interface Reply<N extends OperationName> {
  operation: N;
  answer: Answer<N>;
  /** The answer in a sentence. */
  headline: string;
  /** What the service sent beyond its document: where it stands, and its JSON. */
  unknown: { path: string; value: string }[];
  status: number;
  requestId: string | null;
}

/** A page of a list. Its answer holds the rows that no earlier page told. */
export interface Page<N extends OperationName> extends Reply<N> {
  /** How many rows were read by now. */
  rows: number;
  /** How many there are in all, as the service last said: it may be wrong. */
  total: number | null;
  /** Why there is no further page, where that is known: the end, too many pages, or pages that repeat. */
  end: 'whole' | 'too-long' | 'repeats' | null;
}

/** What a look at a job told. */
export interface JobLook {
  /** The job's ID. */
  job: string;
  /**
   * How far it is. `not-found` where the service knows no such job, as in the first seconds; `unknown` where nobody
   * here knows the service's word: it may still be under way.
   */
  state: 'not-found' | 'running' | 'completed' | 'failed' | 'unknown';
  /** The word that nobody here knows, after `unknown`. */
  word: string | null;
  /** How much of it is done, as the service writes it. */
  progress: string | null;
  /** Why it failed, in the service's words. */
  reason: string | null;
  /**
   * Why this was the last look. After `not-found` and `too-long` nobody knows what came of the job: look at what it was
   * to change.
   */
  end: 'completed' | 'failed' | 'not-found' | 'too-long' | null;
  status: number;
  requestId: string | null;
}

/** A request as it would leave. */
export interface Preview {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The cloud's own URL. */
  url: string;
  /** The URL that the browser calls: the proxy's, where there is one. */
  route: string;
  /** The headers; the values of those that carry the credential, or something of the proxy's own, are left out. */
  headers: { name: string; value: string | null }[];
  body: string | null;
  /** As a command for a POSIX shell, which takes the token from a variable. */
  curl: string;
}

/** Performs operations without the page. The module is loaded at the first use. */
export class BackupClient {
  constructor(settings: ClientSettings);
  /** Loads the module and checks the settings, which every other method does too. */
  ready(): Promise<void>;
  /** Performs an operation. Rejects with a {@link BackupError}. The client sends a write once, whatever happens. */
  call<N extends OperationName>(operation: N, input: Input<N>, options?: CallOptions): Promise<Reply<N>>;
  /**
   * The list that an operation reads, page by page, each row once. Rejects with a {@link BackupError}, also where the
   * operation reads no list.
   */
  pages<N extends OperationName>(operation: N, input: Input<N>, options?: CallOptions): AsyncGenerator<Page<N>, void>;
  /**
   * The job that an operation has started, by the answer that names it, look by look until it ends: after two seconds
   * first, then less and less often, for half an hour. It only reads. Rejects with a {@link BackupError}; the job can be
   * followed anew then.
   */
  follow<N extends JobStarter>(
    operation: N,
    answer: Answer<N>,
    options?: CallOptions,
  ): AsyncGenerator<JobLook, void>;
  /** The exact request, which is not sent. */
  preview<N extends OperationName>(operation: N, input: Input<N>, options?: CallOptions): Promise<Preview>;
  /** The catalogue as data, with what documents say. Rejects where the file that holds it does not arrive. */
  operations(): Promise<OperationDescription[]>;
}

/** A method for each operation, by service: `client.dds.setDownloadPolicy({ action: 'close' })`. */
export interface BackupClient extends OperationMethods {}

/** An operation as data. */
export interface OperationDescription {
  id: OperationName;
  service: Service;
  effect: Effect;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its parameters in braces, `{project_id}` among them where it acts in a project. */
  path: string;
  title: string;
  summary: string;
  /** What it takes for a project; `null` where it acts in none. */
  project: FieldRule | null;
  /** The list that it reads, where it reads one. */
  list: ListDescription | null;
  /** The job that it starts, where it starts one. */
  job: JobDescription | null;
  fields: FieldDescription[];
  /** The documented fields of the answer, all of which may be missing. */
  answer: AnswerField[];
  /** What it works on and what not. */
  limits: { subject: string; text: string }[];
  /** What IAM users need, where the document names it. */
  permission: { action: string; access: string; alias: string | null } | null;
  /** The documented ones. */
  statuses: { code: number; name: string; meaning: string }[];
  /** How to find out what a call did when its answer is lost. */
  findOut: string;
  /** Where the document contradicts itself, and what is done about it. */
  remarks: string[];
  document: {
    title: string;
    url: string;
    /** `YYYY-MM-DD`. */
    updated: string | null;
    /** The same operation in the vendor's API Explorer. */
    explorer: string | null;
    sdk: string | null;
  };
  /** What KooCLI and the vendor's Python SDK call it; `null` where they do not have it. */
  tools: { service: string; operation: string; package: string; client: string } | null;
  /** The document's example. The answer is JSON. */
  example: {
    project: string | null;
    input: Record<string, string | number | boolean | (string | number)[]>;
    answer: string;
  };
}

/** A list that comes in pages. */
export interface ListDescription {
  /** The field of the answer with the rows. */
  rows: string;
  /** The field by which a row is known. */
  key: string;
  /** The field with the number of all rows, where there is one. */
  total: string | null;
  /** How the next page is asked for, and the most rows of one. */
  paging: Paging;
}

/** How the next page of a list is asked for, the most rows of one, and the field of the answer with its links. */
export type Paging =
  | { style: 'whole' }
  | { style: 'rows' | 'pages' | 'pageAndSize' | 'marker'; limit: number }
  | { style: 'link'; limit: number; links: string };

/** A job that goes on after the answer, and the operation that tells of it. */
export interface JobDescription {
  /** The field of the operation's answer with the job's ID. */
  id: string;
  /** The operation that tells of it. */
  operation: OperationName;
  /** Its field that takes the ID. */
  parameter: string;
  /** Where the job stands in that one's answer. */
  wrapper: { object: string } | { list: string } | 'bare';
  /** The field of the job with its ID. */
  key: string;
  /** The field of the job with the word for how far it is. */
  status: string;
  /** The field of the job with how much of it is done. */
  progress: string | null;
  /** The field of the job with why it failed. */
  reason: string | null;
}

/** A field of an operation's input. */
export interface FieldDescription {
  /** As it is sent, and as `Input` has it. */
  name: string;
  label: string;
  help: string;
  place: 'path' | 'query' | 'header' | 'body';
  required: boolean;
  rule: FieldRule;
}

/** What a field takes: in words, and as data. */
export type FieldRule =
  | {
      kind: 'text';
      words: string;
      /** Of the whole text, as the attribute `pattern` takes it. */
      pattern: string;
      min: number;
      max: number;
    }
  | { kind: 'choice'; words: string; choices: { value: string; label: string; meaning: string }[] }
  | { kind: 'whole'; words: string; min: number; max: number }
  | { kind: 'decimal'; words: string }
  | { kind: 'switch' | 'time'; words: string }
  | { kind: 'size'; words: string; unit: 'B' | 'KB' | 'MB' | 'GB' | 'TB' }
  | { kind: 'list'; words: string; min: number; max: number; item: FieldRule };

/** A documented field of an answer. */
export interface AnswerField {
  name: string;
  meaning: string;
  shape: AnswerShape;
}

export type AnswerShape =
  | { kind: 'text' | 'number' | 'time' | 'flag' }
  | { kind: 'size'; unit: 'KB' | 'MB' | 'GB' }
  | { kind: 'object'; fields: AnswerField[] }
  | { kind: 'list'; item: AnswerShape };
