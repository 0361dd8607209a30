use std::time::Duration;

use gloo_timers::callback::Interval;
use js_sys::Date;
use yew::prelude::*;

const TICK_MILLISECONDS: u32 = 100;

/// The time since `running` became true, in tenths of a second; it stands still when that ends.
#[hook]
pub fn use_elapsed(running: bool) -> Duration {
    let elapsed = use_state_eq(Duration::default);
    let tick = elapsed.clone();
    use_effect_with(running, move |&running| {
        let interval = running.then(|| {
            let start = Date::now();
            tick.set(Duration::ZERO);
            Interval::new(TICK_MILLISECONDS, move || tick.set(tenths_since(start)))
        });
        move || drop(interval)
    });
    *elapsed
}

fn tenths_since(start: f64) -> Duration {
    let tenths = (Date::now() - start).max(0.0) / f64::from(TICK_MILLISECONDS);
    Duration::from_millis(tenths as u64 * u64::from(TICK_MILLISECONDS))
}
