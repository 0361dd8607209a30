//! Bars as one path for each lane: the browser draws it at once, however many they are.

use std::fmt::Write as _;

use backup_model::overview::{Bar, Lane};

/// How wide a bar is, of ten that its days take.
const WIDTH: u32 = 8;
/// How far a mark of failure reaches up.
const MARK: u32 = 110;

/// What was begun in each bar's days, by its size.
pub(super) fn bars(lane: &Lane) -> String {
    path(lane, |bar| if bar.count > bar.failed { lane.height(bar) } else { 0 })
}

/// Where something failed.
pub(super) fn failed(lane: &Lane) -> String {
    path(lane, |bar| if bar.failed > 0 { MARK } else { 0 })
}

fn path(lane: &Lane, height: impl Fn(&Bar) -> u32) -> String {
    let mut path = String::new();
    for (index, bar) in lane.bars.iter().enumerate() {
        let height = height(bar);
        if height > 0 {
            // Writing to a string does not fail.
            let _ = write!(path, "M{} 1000v-{height}h{WIDTH}v{height}z", index * 10 + 1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use backup_model::service::Service;

    use super::*;

    #[test]
    fn a_bar_stands_where_something_was_begun_and_a_mark_where_it_failed() {
        let bars_of = |count, failed, bytes| Bar { count, failed, bytes, of_disks: false };
        let lane = Lane {
            service: Service::Dds,
            bars: vec![bars_of(2, 1, 100), Bar::default(), bars_of(1, 1, 0), bars_of(1, 0, 25)],
            sum: Bar::default(),
            covered: 0,
            reach: None,
            gap: None,
        };
        assert_eq!(bars(&lane), "M1 1000v-1000h8v1000zM31 1000v-500h8v500z");
        assert_eq!(failed(&lane), "M1 1000v-110h8v110zM21 1000v-110h8v110z");
    }
}
