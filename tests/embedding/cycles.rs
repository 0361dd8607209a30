//! A thousand consoles, one after the other.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{extract::Request, routing::any};
use backup_sandbox::seed;
use backup_tests::{Page, Portal, story};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::watch;

/// Connects a console, opens and leaves its dialog, sends a request that is not answered, and removes the element
/// with all this under way; as often as is asked for.
const CYCLES: &str = "
    const [settings, count, done] = arguments;
    const until = (condition) => new Promise((resolve) => {
        const look = () => (condition() ? resolve(condition()) : setTimeout(look));
        look();
    });
    const cycle = async () => {
        const element = document.createElement('backup-console');
        element.config = settings;
        element.setAttribute('theme', 'dark');
        document.querySelector('main').append(element);
        const inside = (selector) => element.shadowRoot?.querySelector(selector);
        const labelled = (text) => [...element.shadowRoot.querySelectorAll('button')]
            .find((button) => button.textContent.trim() === text);
        (await until(() => inside('#open-connection'))).click();
        await until(() => inside('dialog[open]'));
        labelled('Cancel').click();
        await until(() => !inside('dialog'));
        labelled('Fill in an example').click();
        await until(() => inside('form input')?.value !== '' && inside('.chip')?.textContent);
        element.remove();
        document.body.append(element);
        const ended = new Promise((resolve) => element.addEventListener('backup-error', resolve, { once: true }));
        inside('#send').click();
        await until(() => inside('#waiting'));
        element.remove();
        // Else a busy machine has several consoles at once, and memory never shrinks.
        await ended;
    };
    (async () => {
        for (let index = 0; index < count; index += 1) await cycle();
    })().then(() => done(null), (error) => done(String(error)));";

/// Keeps the module's memory and tables where a story finds them, and counts the timers that are under way.
const KEEP: &str = "
    window.kept = { memories: [], tables: [], timers: new Set() };
    const original = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...how) => {
        const made = await original.apply(WebAssembly, how);
        for (const exported of Object.values(made.instance.exports)) {
            if (exported instanceof WebAssembly.Memory) kept.memories.push(exported);
            if (exported instanceof WebAssembly.Table) kept.tables.push(exported);
        }
        return made;
    };
    const { setInterval, clearInterval, setTimeout, clearTimeout } = window;
    window.setInterval = (...how) => {
        const id = setInterval(...how);
        kept.timers.add(id);
        return id;
    };
    window.clearInterval = (id) => (kept.timers.delete(id), clearInterval(id));
    window.setTimeout = (work, ...how) => {
        const id = setTimeout((...given) => (kept.timers.delete(id), work(...given)), ...how);
        kept.timers.add(id);
        return id;
    };
    window.clearTimeout = (id) => (kept.timers.delete(id), clearTimeout(id));";

const WARM_UP: usize = 1_000;
const MEASURED: usize = 1_000;

/// What may be left of a thousand cycles on the JavaScript heap, in bytes: engines keep feedback and compiled code, ever
/// less of it. A closure or a node alone is more than 50 bytes, so that one for each cycle would stand out.
const HEAP_TOLERANCE: i64 = 50_000;

/// What there is after the garbage is gone.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Counts {
    documents: u64,
    nodes: u64,
    listeners: u64,
    timers: u64,
    memory_pages: u64,
    table_entries: u64,
}

#[derive(Deserialize)]
struct Kept {
    timers: u64,
    pages: u64,
    entries: u64,
}

/// A frame later: what the browser does of itself after a page has changed is done.
const NEXT_FRAME: &str = "const done = arguments[0]; requestAnimationFrame(() => setTimeout(done))";

/// How often the garbage is collected before what is left is taken for good: the browser lets go of the last console in
/// its own time.
const MOST_COLLECTIONS: usize = 20;

impl Counts {
    /// What there is once the browser has had time to let go of the last console.
    async fn at_rest(page: &Page) -> Self {
        for _ in 0..MOST_COLLECTIONS {
            let _: Option<()> = page.ask_later(NEXT_FRAME).await;
            Self::now(page).await;
        }
        Self::now(page).await
    }

    /// What there is once it is as before, or will not become so.
    async fn settled(page: &Page, before: &Self) -> Self {
        let mut counts = Self::now(page).await;
        for _ in 0..MOST_COLLECTIONS {
            if counts == *before {
                break;
            }
            let _: Option<()> = page.ask_later(NEXT_FRAME).await;
            counts = Self::now(page).await;
        }
        counts
    }

    async fn now(page: &Page) -> Self {
        page.command("HeapProfiler.collectGarbage", json!({})).await;
        let metrics = page.command("Performance.getMetrics", json!({})).await;
        let metric = |name: &str| {
            let metrics = metrics["metrics"].as_array().expect("there are metrics");
            let found = metrics.iter().find(|metric| metric["name"] == name);
            found.and_then(|metric| metric["value"].as_f64()).expect("the metric is there") as u64
        };
        let script = "const sum = (lengths) => lengths.reduce((sum, length) => sum + length, 0);
            return {
                timers: kept.timers.size,
                pages: sum(kept.memories.map((memory) => memory.buffer.byteLength / 65536)),
                entries: kept.tables.reduce((count, table) => {
                    for (let at = 0; at < table.length; at += 1) if (table.get(at) != null) count += 1;
                    return count;
                }, 0),
            }";
        let kept: Kept = page.ask(script, vec![]).await;
        Self {
            documents: metric("Documents"),
            nodes: metric("Nodes"),
            listeners: metric("JSEventListeners"),
            timers: kept.timers,
            memory_pages: kept.pages,
            table_entries: kept.entries,
        }
    }
}

async fn heap(page: &Page) -> i64 {
    page.command("HeapProfiler.collectGarbage", json!({})).await;
    let usage = page.command("Runtime.getHeapUsage", json!({})).await;
    usage["usedSize"].as_f64().expect("the heap has a size") as i64
}

/// Requests that are never answered, and how many of them nobody waits for any more.
#[derive(Clone)]
struct Held {
    arrived: Arc<AtomicUsize>,
    ended: Arc<watch::Sender<usize>>,
}

/// One such request. It is dropped with its connection.
struct Waiting(Held);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.ended.send_modify(|ended| *ended += 1);
    }
}

impl Held {
    fn new() -> Self {
        Self { arrived: Arc::default(), ended: Arc::new(watch::Sender::new(0)) }
    }

    async fn hold(self) {
        self.arrived.fetch_add(1, Ordering::Relaxed);
        let _waiting = Waiting(self);
        std::future::pending().await
    }

    /// Waits until nobody waits for any of those that arrived, and says how many these were.
    async fn all_ended(&self) -> usize {
        let mut ended = self.ended.subscribe();
        let all = |ended: &usize| *ended == self.arrived.load(Ordering::Relaxed);
        ended.wait_for(all).await.expect("the requests are counted");
        self.arrived.load(Ordering::Relaxed)
    }
}

async fn cycles(page: &Page, count: usize) {
    let settings = json!({
        "region": seed::REGION,
        "project": seed::PROJECT,
        "proxy": "/held/{host}{path}{query}",
        "emulated": { "region": seed::REGION, "project": seed::PROJECT, "token": seed::TOKEN },
    });
    // In one script: the browser keeps the text of each.
    let failed: Option<String> = page.ask_later_of(CYCLES, vec![settings, Value::from(count)]).await;
    assert_eq!(failed, None);
}

#[tokio::test]
async fn nothing_grows_over_a_thousand_consoles() {
    story("cycles", async |page| {
        let held = Held::new();
        let holding = held.clone();
        let portal = Portal::start_with(
            |gateway| gateway,
            |router| {
                router.route("/held/{*target}", any(async move |_: Request| holding.clone().hold().await))
            },
        )
        .await;
        page.command("Performance.enable", json!({})).await;
        page.before_load(KEEP).await;
        page.let_scripts_take(Duration::from_secs(600)).await;
        page.open(&portal.page("bare.html")).await;

        cycles(page, WARM_UP).await;
        held.all_ended().await;
        let (counts, size) = (Counts::at_rest(page).await, heap(page).await);
        assert!(counts.memory_pages > 0 && counts.table_entries > 0, "the module was found: {counts:?}");
        cycles(page, MEASURED).await;
        let arrived = held.all_ended().await;
        assert_eq!(Counts::settled(page, &counts).await, counts);
        let grown = heap(page).await - size;
        eprintln!(
            "{MEASURED} cycles: {counts:?}, {arrived} requests ended, heap {size} bytes, grown by {grown}"
        );
        assert!(grown < HEAP_TOLERANCE, "the heap grew by {grown} bytes");
        // The quickest are aborted before they have left.
        assert!(arrived > MEASURED, "only {arrived} requests left");
    })
    .await;
}
