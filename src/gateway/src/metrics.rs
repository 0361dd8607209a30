//! What the gateway counts, in the format of Prometheus.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::Method;

use crate::Refusal;

/// Upper bounds of the durations that are told apart, in seconds.
const BOUNDS: [f64; 9] = [0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

/// Counts of calls. None of them names a host, a path or whoever called.
#[derive(Default)]
pub(crate) struct Metrics {
    calls: Mutex<BTreeMap<(String, u16), u64>>,
    refusals: Mutex<BTreeMap<&'static str, u64>>,
    durations: [AtomicU64; BOUNDS.len()],
    duration_sum: AtomicU64,
    pub(crate) repeated: AtomicU64,
}

impl Metrics {
    /// Counts a call that was answered.
    pub(crate) fn record(&self, method: &Method, status: u16, refusal: Option<Refusal>, took: Duration) {
        // A method that is not relayed is the caller's own word.
        let method = if refusal == Some(Refusal::Method) { "other" } else { method.as_str() };
        *lock(&self.calls).entry((method.to_owned(), status)).or_default() += 1;
        if let Some(refusal) = refusal {
            *lock(&self.refusals).entry(refusal.code()).or_default() += 1;
        }
        for (bound, count) in BOUNDS.iter().zip(&self.durations) {
            if took.as_secs_f64() <= *bound {
                count.fetch_add(1, Ordering::Relaxed);
            }
        }
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.duration_sum.fetch_add(micros, Ordering::Relaxed);
    }

    /// All of it; so many calls are under way.
    pub(crate) fn text(&self, under_way: usize) -> String {
        let mut text = String::new();
        // Nothing fails that writes into a string.
        let _ = self.write(&mut text, under_way);
        text
    }

    fn write(&self, to: &mut String, under_way: usize) -> fmt::Result {
        let calls = lock(&self.calls).clone();
        head(to, "calls_total", "counter", "Calls by method and by the status of their answer.")?;
        for ((method, status), count) in &calls {
            writeln!(to, "backup_gateway_calls_total{{method=\"{method}\",status=\"{status}\"}} {count}")?;
        }
        head(to, "refusals_total", "counter", "Calls that the gateway itself answered, by its code.")?;
        for (code, count) in lock(&self.refusals).iter() {
            writeln!(to, "backup_gateway_refusals_total{{code=\"{code}\"}} {count}")?;
        }
        head(to, "repeated_calls_total", "counter", "Calls that arrived again and were not sent again.")?;
        writeln!(to, "backup_gateway_repeated_calls_total {}", self.repeated.load(Ordering::Relaxed))?;
        head(to, "calls_under_way", "gauge", "Calls that wait for their answer.")?;
        writeln!(to, "backup_gateway_calls_under_way {under_way}")?;
        head(to, "call_seconds", "histogram", "Time until a call was answered.")?;
        for (bound, count) in BOUNDS.iter().zip(&self.durations) {
            let count = count.load(Ordering::Relaxed);
            writeln!(to, "backup_gateway_call_seconds_bucket{{le=\"{bound}\"}} {count}")?;
        }
        let all: u64 = calls.values().sum();
        let sum = self.duration_sum.load(Ordering::Relaxed) as f64 / 1e6;
        writeln!(to, "backup_gateway_call_seconds_bucket{{le=\"+Inf\"}} {all}")?;
        writeln!(to, "backup_gateway_call_seconds_sum {sum}")?;
        writeln!(to, "backup_gateway_call_seconds_count {all}")
    }
}

fn head(to: &mut String, name: &str, kind: &str, help: &str) -> fmt::Result {
    writeln!(to, "# HELP backup_gateway_{name} {help}\n# TYPE backup_gateway_{name} {kind}")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
