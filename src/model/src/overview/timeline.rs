//! The backups by day and service: what a timeline draws, and what is said of it.

use std::{collections::BTreeSet, ops::Range};

use backup_words::{Words, words};

use super::{Backup, Standing};
use crate::{
    moment::{Moment, Spelling},
    service::Service,
    size::Size,
};

words! {
    mod text {
        days(first: &str, last: &str): "{first} to {last}";
        backups(count: Count): one "1 backup", other "{count} backups";
        since(backups: &str, first: &str): "{backups} since {first}.";
        without(service: &str, days: &str, since: &str): "{service} had none for {days} after {since}.";
        day_count(count: Count): one "1 day", other "{count} days";
        outside(count: Count): one "One is of other days.", other "{count} are of other days.";
        undated(count: Count): one "One has no time that can be read.", other "{count} have no time that can be read.";
        none: "nothing was begun";
        of(service: &str, backups: &str): "{service}: {backups}";
        failed(backups: &str, count: Count): one "{backups}, one failed", other "{backups}, {count} failed";
        held(backups: &str, size: &str): "{backups}, {size}";
        disks(backups: &str, size: &str): "{backups}, disks of {size}";
    }
}

const DAY: i64 = 24 * 60 * 60 * 1000;
/// How many days one bar may stand for, from the least.
const STEPS: [i64; 5] = [1, 7, 28, 91, 364];
/// More bars than these are too thin to be told apart.
const MOST_BARS: i64 = 180;
/// How many days are drawn at first, where there are many more.
const RECENT: i64 = 90;
/// Shorter times without a backup are not worth a sentence.
const TOLD_FROM: i64 = 2;

/// Whole days in UTC, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    first: i64,
    last: i64,
}

impl Days {
    /// The day of a moment.
    pub const fn of(moment: Moment) -> Self {
        let day = moment.millis().div_euclid(DAY);
        Self { first: day, last: day }
    }

    /// From the beginning of one to the end of another.
    #[must_use]
    pub const fn until(self, other: Self) -> Self {
        Self { first: self.first, last: other.last }
    }

    /// Whether a moment is in them.
    pub const fn hold(self, moment: Moment) -> bool {
        let day = moment.millis().div_euclid(DAY);
        self.first <= day && day <= self.last
    }

    /// How many they are.
    pub const fn count(self) -> i64 {
        self.last - self.first + 1
    }

    /// The first one, written.
    pub fn first(self) -> String {
        written(self.first)
    }

    /// The last one, written.
    pub fn last(self) -> String {
        written(self.last)
    }

    /// As a person is told.
    pub fn told(self, words: Words) -> String {
        if self.first == self.last { self.first() } else { text::days(words, &self.first(), &self.last()) }
    }
}

fn written(day: i64) -> String {
    Spelling::Day.write(Moment::from_millis(day * DAY))
}

/// Which days are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axis {
    /// All, or the last three months, where all would be too many to be told apart by day.
    #[default]
    Fitting,
    /// All from the first backup on.
    Whole,
    /// These.
    Of(Days),
}

/// The backups by day and service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Its days: as many as its bars stand for.
    pub days: Days,
    /// A lane for each service, in the given order.
    pub lanes: Vec<Lane>,
    /// How many backups are of other days.
    pub outside: usize,
    /// How many backups have no time that can be read.
    pub undated: usize,
    step: i64,
}

/// The backups of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The service.
    pub service: Service,
    /// A bar for each step, empty ones as well.
    pub bars: Vec<Bar>,
    /// All of them.
    pub sum: Bar,
    /// How many days have a backup that did not fail.
    pub covered: usize,
    /// The first of these days, and the last.
    pub reach: Option<Days>,
    /// The longest time without one since the first, today apart.
    pub gap: Option<Days>,
}

/// What was begun in the days of a bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// How many backups.
    pub count: usize,
    /// How many of them failed.
    pub failed: usize,
    /// What they hold; of disks' backups the sizes of the disks.
    pub bytes: u64,
    /// Whether they are backups of disks.
    pub of_disks: bool,
}

impl Bar {
    fn add(&mut self, backup: &Backup) {
        self.count += 1;
        self.of_disks |= backup.is_of_disk;
        self.failed += usize::from(backup.standing == Some(Standing::Failed));
        self.bytes = self.bytes.saturating_add(backup.size.map_or(0, |size| size.0));
    }

    /// As a person is told.
    pub fn told(&self, words: Words) -> String {
        let told = text::backups(words, self.count);
        let size = Size(self.bytes).to_string();
        let told = match (self.bytes, self.of_disks) {
            (0, _) => told,
            (_, false) => text::held(words, &told, &size),
            (_, true) => text::disks(words, &told, &size),
        };
        if self.failed > 0 { text::failed(words, &told, self.failed) } else { told }
    }
}

impl Lane {
    fn new(service: Service, bars: usize) -> Self {
        let bars = vec![Bar::default(); bars];
        Self { service, bars, sum: Bar::default(), covered: 0, reach: None, gap: None }
    }

    /// Notes on which days there is a backup.
    fn cover(&mut self, covered: &BTreeSet<i64>, today: i64) {
        self.covered = covered.len();
        self.reach =
            covered.first().zip(covered.last()).map(|(first, last)| Days { first: *first, last: *last });
        let next = covered.iter().skip(1).chain(Some(&today));
        let gaps = covered.iter().zip(next).map(|(day, next)| Days { first: day + 1, last: next - 1 });
        self.gap = gaps.filter(|gap| gap.count() > 0).max_by_key(|gap| gap.count());
    }

    /// How high a bar is, in thousandths of the highest: by the root of its size, so that small ones are seen.
    pub fn height(&self, bar: &Bar) -> u32 {
        let most = self.bars.iter().map(|bar| bar.bytes).max().unwrap_or_default();
        match (bar.count, most) {
            (0, _) => 0,
            (_, 0) => LEAST_HEIGHT,
            _ => ((bar.bytes as f64 / most as f64).sqrt() * 1000.0).max(f64::from(LEAST_HEIGHT)) as u32,
        }
    }

    /// As a person is told.
    pub fn told(&self, words: Words) -> String {
        text::of(words, self.service.name(), &self.sum.told(words))
    }
}

/// Whatever there is is seen, however small.
const LEAST_HEIGHT: u32 = 90;

impl Timeline {
    /// The timeline of backups; none where there is nothing to draw.
    pub fn of<'a>(
        services: impl Iterator<Item = Service>,
        backups: impl Iterator<Item = (Service, &'a Backup)> + Clone,
        axis: Axis,
        now: Moment,
    ) -> Option<Self> {
        let today = Days::of(now).first;
        let dated = backups
            .clone()
            .filter_map(|(service, backup)| Some((service, Days::of(backup.made?).first, backup)));
        let first = dated.clone().map(|(_, day, _)| day).min()?;
        let last = dated.clone().map(|(_, day, _)| day).max()?.max(today);
        let recent = Days { first: last + 1 - RECENT, last };
        let is_recent = |day: i64| recent.first <= day;
        let Days { first, last } = match axis {
            Axis::Of(days) => days,
            Axis::Fitting if last - first >= MOST_BARS && dated.clone().any(|(_, day, _)| is_recent(day)) => {
                recent
            }
            Axis::Fitting | Axis::Whole => Days { first, last },
        };
        let count = last - first + 1;
        let step = STEPS.into_iter().find(|step| count <= step * MOST_BARS);
        let step = step.unwrap_or_else(|| (count + MOST_BARS - 1) / MOST_BARS);
        let bars = (count + step - 1) / step;
        let days = Days { first: last + 1 - bars * step, last };
        let mut lanes: Vec<(Lane, BTreeSet<i64>)> =
            services.map(|service| (Lane::new(service, bars as usize), BTreeSet::new())).collect();
        let mut outside = 0;
        for (service, day, backup) in dated {
            let known = lanes.iter_mut().find(|(lane, _)| lane.service == service);
            let bar = usize::try_from((day - days.first).div_euclid(step)).ok();
            let Some(((lane, covered), bar)) = known.zip(bar.filter(|bar| *bar < bars as usize)) else {
                outside += 1;
                continue;
            };
            lane.bars[bar].add(backup);
            lane.sum.add(backup);
            if backup.standing != Some(Standing::Failed) {
                covered.insert(day);
            }
        }
        let lanes = lanes.into_iter().map(|(mut lane, covered)| {
            lane.cover(&covered, today.min(last + 1));
            lane
        });
        let undated = backups.filter(|(_, backup)| backup.made.is_none()).count();
        Some(Self { days, lanes: lanes.collect(), outside, undated, step })
    }

    /// How many bars it has.
    pub fn bars(&self) -> usize {
        (self.days.count() / self.step) as usize
    }

    /// The days of some bars.
    pub fn days_of(&self, bars: Range<usize>) -> Days {
        let at = |bar: usize| self.days.first + bar as i64 * self.step;
        Days { first: at(bars.start), last: at(bars.end) - 1 }
    }

    /// The bars of some days; all where these are not among its days.
    pub fn bars_of(&self, days: Days) -> Range<usize> {
        let at = |day: i64| (day - self.days.first).div_euclid(self.step);
        let all = self.bars();
        let from = usize::try_from(at(days.first)).unwrap_or_default();
        let to = usize::try_from(at(days.last) + 1).unwrap_or_default().min(all);
        if from < to { from..to } else { 0..all }
    }

    /// All of it in a few sentences.
    pub fn told(&self, words: Words) -> String {
        let count = self.lanes.iter().map(|lane| lane.sum.count).sum();
        let mut told = vec![text::since(words, &text::backups(words, count), &self.days.first())];
        let longest = self.lanes.iter().filter_map(|lane| Some((lane, lane.gap?)));
        if let Some((lane, gap)) =
            longest.max_by_key(|(_, gap)| gap.count()).filter(|(_, gap)| gap.count() >= TOLD_FROM)
        {
            let days = text::day_count(words, gap.count() as usize);
            told.push(text::without(words, lane.service.name(), &days, &written(gap.first - 1)));
        }
        if self.outside > 0 {
            told.push(text::outside(words, self.outside));
        }
        if self.undated > 0 {
            told.push(text::undated(words, self.undated));
        }
        told.join(" ")
    }

    /// What is in a bar of each lane.
    pub fn told_bar(&self, words: Words, bar: usize) -> String {
        let of = |lane: &Lane| {
            let told = lane.bars.get(bar).filter(|bar| bar.count > 0)?.told(words);
            Some(text::of(words, lane.service.name(), &told))
        };
        let lanes: Vec<String> = self.lanes.iter().filter_map(of).collect();
        let told = if lanes.is_empty() { text::none(words).to_owned() } else { lanes.join(" · ") };
        let days = self.days_of(bar..bar + 1).told(words);
        text::of(words, &days, &told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment::from_millis(20_000 * DAY + 1);

    fn backup(day: i64, bytes: u64) -> Backup {
        Backup {
            made: Some(Moment::from_millis(day * DAY + 5)),
            size: Some(Size(bytes)),
            ..Backup::default()
        }
    }

    fn timeline(backups: &[(Service, Backup)], axis: Axis) -> Option<Timeline> {
        let services = [Service::Dds, Service::GaussDb].into_iter();
        Timeline::of(services, backups.iter().map(|(service, backup)| (*service, backup)), axis, NOW)
    }

    #[test]
    fn every_backup_is_in_the_bar_of_its_day() {
        let mut backups: Vec<_> =
            (19_990..=20_000).map(|day| (Service::Dds, backup(day, 100 + day as u64))).collect();
        backups.push((Service::GaussDb, backup(19_995, 7)));
        backups.push((Service::GaussDb, Backup::default()));
        let timeline = timeline(&backups, Axis::Whole).unwrap();
        assert_eq!((timeline.bars(), timeline.days.count(), timeline.undated), (11, 11, 1));
        let counts = |lane: &Lane| lane.bars.iter().map(|bar| bar.count).collect::<Vec<_>>();
        assert_eq!(counts(&timeline.lanes[0]), [1; 11]);
        assert_eq!(counts(&timeline.lanes[1]), [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
        assert_eq!(timeline.lanes[1].height(&timeline.lanes[1].bars[5]), 1000);
        assert_eq!(
            timeline.told_bar(Words::ENGLISH, 5),
            "2024-09-29: DDS: 1 backup, 19.6 KB · GaussDB: 1 backup, 7 B"
        );
        assert_eq!(timeline.told_bar(Words::ENGLISH, 11), "2024-10-05: nothing was begun");
    }

    #[test]
    fn many_days_share_a_bar_and_the_last_one_ends_with_the_last_day() {
        for days in [1, 2, 179, 180, 181, 400, 1260, 1261, 5040, 20_000] {
            let backups = [(Service::Dds, backup(20_001 - days, 1)), (Service::Dds, backup(20_000, 1))];
            let timeline = timeline(&backups, Axis::Whole).unwrap();
            assert!(timeline.bars() <= 180, "{days}");
            assert!(timeline.days.count() >= days && timeline.days.last == 20_000, "{days}");
            assert_eq!(timeline.lanes[0].sum.count, 2, "{days}");
            assert!(timeline.lanes[0].bars[timeline.bars() - 1].count > 0, "{days}");
        }
    }

    #[test]
    fn days_and_bars_lead_to_each_other() {
        let backups = [(Service::Dds, backup(19_001, 1)), (Service::Dds, backup(20_000, 1))];
        let timeline = timeline(&backups, Axis::Whole).unwrap();
        assert_eq!(timeline.bars(), 143);
        for (from, to) in [(0, 1), (0, 143), (7, 9), (142, 143)] {
            assert_eq!(timeline.bars_of(timeline.days_of(from..to)), from..to);
        }
        let elsewhere = Days { first: 5, last: 9 };
        assert_eq!(timeline.bars_of(elsewhere), 0..143);
    }

    #[test]
    fn of_some_days_only_these_are_drawn() {
        let backups: Vec<_> = (19_000..=20_000).map(|day| (Service::Dds, backup(day, 1))).collect();
        let days = Days { first: 19_100, last: 19_129 };
        let timeline = timeline(&backups, Axis::Of(days)).unwrap();
        assert_eq!((timeline.days, timeline.bars(), timeline.lanes[0].sum.count), (days, 30, 30));
        assert_eq!((timeline.lanes[0].gap, timeline.outside), (None, 971));
    }

    #[test]
    fn of_years_the_last_months_are_drawn_by_day_where_there_is_anything_in_them() {
        let years: Vec<_> =
            [19_000, 19_910, 19_911, 20_000].map(|day| (Service::Dds, backup(day, 1))).to_vec();
        let drawn = timeline(&years, Axis::Fitting).unwrap();
        assert_eq!((drawn.bars(), drawn.outside, drawn.lanes[0].sum.count), (90, 2, 2));
        let old = timeline(&years[..2], Axis::Fitting).unwrap();
        assert_eq!((old.outside, old.lanes[0].sum.count), (0, 2));
        let months = timeline(&years[1..], Axis::Fitting).unwrap();
        assert_eq!((months.bars(), months.outside), (91, 0));
    }

    #[test]
    fn the_longest_time_without_a_backup_is_told() {
        let failed = Backup { standing: Some(Standing::Failed), ..backup(19_994, 0) };
        let backups = [
            (Service::Dds, backup(19_990, 1)),
            (Service::Dds, backup(19_992, 1)),
            (Service::Dds, failed),
            (Service::Dds, backup(19_997, 1)),
            (Service::GaussDb, backup(19_999, 1)),
        ];
        let timeline = timeline(&backups, Axis::Whole).unwrap();
        let [dds, gaussdb] = &timeline.lanes[..] else { panic!() };
        assert_eq!((dds.covered, dds.sum.failed), (3, 1));
        assert_eq!(dds.gap, Some(Days { first: 19_993, last: 19_996 }));
        assert_eq!(gaussdb.gap, None, "today may still have one");
        assert_eq!(
            timeline.told(Words::ENGLISH),
            "5 backups since 2024-09-24. DDS had none for 4 days after 2024-09-26."
        );
    }

    #[test]
    fn whatever_there_is_is_seen() {
        let failed = Backup { standing: Some(Standing::Failed), size: None, ..backup(20_000, 0) };
        let backups = [
            (Service::Dds, backup(19_999, 1 << 50)),
            (Service::Dds, failed),
            (Service::Dds, backup(19_998, 1)),
        ];
        let timeline = timeline(&backups, Axis::Whole).unwrap();
        let lane = &timeline.lanes[0];
        let heights: Vec<u32> = lane.bars.iter().map(|bar| lane.height(bar)).collect();
        assert_eq!(heights, [LEAST_HEIGHT, 1000, LEAST_HEIGHT]);
        assert_eq!(timeline_of_nothing(), None);
    }

    fn timeline_of_nothing() -> Option<Timeline> {
        timeline(&[(Service::Dds, Backup::default())], Axis::Fitting)
    }
}
