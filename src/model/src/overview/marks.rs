//! What is chosen of the backups: marks of several kinds, each of which narrows them down.

use std::mem::discriminant;

use backup_words::{Words, words};

use super::{Backup, Days, Origin, Standing};
use crate::{moment::Moment, service::Service, size::Size};

words! {
    mod kind {
        service: "Service";
        state: "State";
        origin: "Type";
        age: "Older than";
        size: "Larger than";
        days: "Begun";
        instance: "Instance";
    }

    mod mark {
        gone: "gone";
        days(count: Count): one "1 day", other "{count} days";
        years(count: Count): one "1 year", other "{count} years";
    }
}

const DAY: i64 = 24 * 60 * 60 * 1000;

/// One thing that backups can be chosen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// They are of a service.
    Of(Service),
    /// They stand so.
    Stands(Standing),
    /// They came to be so.
    Came(Origin),
    /// They were begun more than so many days ago.
    OlderThan(u16),
    /// They are larger. What is known of a disk's backup is the size of the disk, which is another thing.
    LargerThan(Size),
    /// They were begun in these days.
    Within(Days),
    /// They are manual ones that outlived their instance.
    Orphaned,
}

/// A backup as marks look at it.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The service that it is of.
    pub of: Service,
    /// What is told of it.
    pub backup: &'a Backup,
    /// Whether it [outlived its instance](super::Holders::have_lost).
    pub is_orphaned: bool,
}

/// A mark, and how many backups would be left by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The mark.
    pub mark: Mark,
    /// Whether it is chosen.
    pub is_chosen: bool,
    /// How many backups have it, of those that the marks of the other kinds leave.
    pub count: usize,
}

/// The marks that are chosen. Those of one kind go together, as one service or another; the kinds narrow each other
/// down. A kind without any leaves all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(Vec<Mark>);

impl Mark {
    /// Every mark, kind by kind, but for days: there are too many.
    pub fn all() -> Vec<Self> {
        let services = Service::ALL.map(Self::Of);
        let standings =
            [Standing::Complete, Standing::UnderWay, Standing::Failed, Standing::Leaving].map(Self::Stands);
        let origins =
            [Origin::Automatic, Origin::Manual, Origin::Incremental, Origin::Differential, Origin::Full]
                .map(Self::Came);
        let ages = [7, 30, 90, 365, 730].map(Self::OlderThan);
        let sizes = [1 << 30, 100 << 30, 1 << 40].map(|bytes| Self::LargerThan(Size(bytes)));
        let rest = ages.into_iter().chain(sizes).chain([Self::Orphaned]);
        services.into_iter().chain(standings).chain(origins).chain(rest).collect()
    }

    /// What it is said of.
    pub fn kind(self, words: Words) -> &'static str {
        match self {
            Self::Of(_) => kind::service(words),
            Self::Stands(_) => kind::state(words),
            Self::Came(_) => kind::origin(words),
            Self::OlderThan(_) => kind::age(words),
            Self::LargerThan(_) => kind::size(words),
            Self::Within(_) => kind::days(words),
            Self::Orphaned => kind::instance(words),
        }
    }

    /// As a person is told.
    pub fn told(self, words: Words) -> String {
        match self {
            Self::Of(service) => service.name().to_owned(),
            Self::Stands(standing) => standing.told(words).to_owned(),
            Self::Came(origin) => origin.told(words).to_owned(),
            Self::OlderThan(days) if days % 365 == 0 => mark::years(words, usize::from(days / 365)),
            Self::OlderThan(days) => mark::days(words, usize::from(days)),
            Self::LargerThan(size) => size.to_string(),
            Self::Within(days) => days.told(words),
            Self::Orphaned => mark::gone(words).to_owned(),
        }
    }

    /// Whether it is of the same kind.
    pub fn is_like(self, other: Self) -> bool {
        discriminant(&self) == discriminant(&other)
    }

    /// Whether it is the only one of its kind: what does not have it has no mark for that.
    pub const fn has_no_other(self) -> bool {
        matches!(self, Self::Orphaned)
    }

    /// Of these kinds, one is chosen at a time: the more contains the less.
    const fn is_alone(self) -> bool {
        matches!(self, Self::OlderThan(_) | Self::LargerThan(_) | Self::Within(_))
    }

    /// Whether a backup has it.
    pub fn holds(self, Seen { of, backup, is_orphaned }: Seen<'_>, now: Moment) -> bool {
        match self {
            Self::Of(service) => service == of,
            Self::Orphaned => is_orphaned,
            Self::Stands(standing) => backup.standing == Some(standing),
            Self::Came(origin) => backup.origin == Some(origin),
            Self::OlderThan(days) => {
                backup.made.is_some_and(|made| now.millis() - made.millis() > i64::from(days) * DAY)
            }
            Self::LargerThan(size) => !backup.is_of_disk && backup.size.is_some_and(|own| own > size),
            Self::Within(days) => backup.made.is_some_and(|made| days.hold(made)),
        }
    }
}

impl Marks {
    /// Chooses a mark, or gives it up.
    pub fn toggle(&mut self, mark: Mark) {
        if self.has(mark) {
            self.0.retain(|chosen| *chosen != mark);
            return;
        }
        if mark.is_alone() {
            self.0.retain(|chosen| !chosen.is_like(mark));
        }
        self.0.push(mark);
    }

    /// Whether a mark is chosen.
    pub fn has(&self, mark: Mark) -> bool {
        self.0.contains(&mark)
    }

    /// Whether none is chosen.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The days that are chosen.
    pub fn days(&self) -> Option<Days> {
        self.0.iter().find_map(|mark| match mark {
            Mark::Within(days) => Some(*days),
            _ => None,
        })
    }

    /// The same marks, with these days in the place of others.
    #[must_use]
    pub fn with_days(&self, days: Option<Days>) -> Self {
        let others = self.0.iter().copied().filter(|mark| !matches!(mark, Mark::Within(_)));
        Self(others.chain(days.map(Mark::Within)).collect())
    }

    /// Whether a backup of a service is among what is chosen.
    pub fn fit(&self, seen: Seen<'_>, now: Moment) -> bool {
        self.fit_without(None, seen, now)
    }

    /// The same, without the marks that are like one.
    fn fit_without(&self, without: Option<Mark>, seen: Seen<'_>, now: Moment) -> bool {
        self.0.iter().all(|mark| {
            without.is_some_and(|without| mark.is_like(without))
                || self.0.iter().any(|other| other.is_like(*mark) && other.holds(seen, now))
        })
    }

    /// The marks that any backup has, each with how many would be left by it.
    pub fn count<'a>(&self, backups: impl Iterator<Item = Seen<'a>> + Clone, now: Moment) -> Vec<Counted> {
        let count = |mark: Mark| {
            let have = backups.clone().filter(|seen| mark.holds(*seen, now));
            let mut occurs = false;
            let left = have.inspect(|_| occurs = true);
            let count = left.filter(|seen| self.fit_without(Some(mark), *seen, now)).count();
            let is_chosen = self.has(mark);
            (occurs || is_chosen).then_some(Counted { mark, is_chosen, count })
        };
        Mark::all().into_iter().chain(self.days().map(Mark::Within)).filter_map(count).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment::from_millis(1_700_000_000_000);

    fn backup(standing: Standing, origin: Origin, days: i64) -> Backup {
        Backup {
            standing: Some(standing),
            origin: Some(origin),
            made: Some(Moment::from_millis(NOW.millis() - days * DAY)),
            size: Some(Size(2 << 30)),
            ..Backup::default()
        }
    }

    fn backups() -> [(Service, Backup); 4] {
        [
            (Service::Dds, backup(Standing::Complete, Origin::Manual, 400)),
            (Service::Dds, backup(Standing::Failed, Origin::Automatic, 3)),
            (Service::GaussDb, backup(Standing::Complete, Origin::Automatic, 40)),
            (Service::Vbs, Backup { is_of_disk: true, ..backup(Standing::Complete, Origin::Full, 8) }),
        ]
    }

    /// The first outlived its instance.
    fn seen(backups: &[(Service, Backup)]) -> impl Iterator<Item = Seen<'_>> + Clone {
        backups.iter().enumerate().map(|(at, (of, backup))| Seen { of: *of, backup, is_orphaned: at == 0 })
    }

    fn left(marks: &[Mark]) -> Vec<usize> {
        let marks = Marks(marks.to_vec());
        let backups = backups();
        let fit = |(_, seen): &(usize, Seen<'_>)| marks.fit(*seen, NOW);
        seen(&backups).enumerate().filter(fit).map(|(index, _)| index).collect()
    }

    #[test]
    fn marks_of_a_kind_go_together_and_kinds_narrow_each_other_down() {
        assert_eq!(left(&[]), [0, 1, 2, 3]);
        assert_eq!(left(&[Mark::Of(Service::Dds)]), [0, 1]);
        assert_eq!(left(&[Mark::Of(Service::Dds), Mark::Of(Service::Vbs)]), [0, 1, 3]);
        assert_eq!(left(&[Mark::Of(Service::Dds), Mark::Stands(Standing::Failed)]), [1]);
        assert_eq!(left(&[Mark::OlderThan(30)]), [0, 2]);
        assert_eq!(left(&[Mark::Came(Origin::Manual), Mark::OlderThan(730)]), [0; 0]);
        assert_eq!(left(&[Mark::Orphaned]), [0]);
    }

    #[test]
    fn a_disk_is_not_taken_for_its_backup() {
        assert_eq!(left(&[Mark::LargerThan(Size(1 << 30))]), [0, 1, 2]);
    }

    #[test]
    fn an_age_takes_the_place_of_another() {
        let mut marks = Marks::default();
        for mark in [Mark::OlderThan(7), Mark::OlderThan(30), Mark::Of(Service::Dds), Mark::Of(Service::Vbs)]
        {
            marks.toggle(mark);
        }
        assert!(!marks.has(Mark::OlderThan(7)) && marks.has(Mark::OlderThan(30)));
        assert!(marks.has(Mark::Of(Service::Dds)) && marks.has(Mark::Of(Service::Vbs)));
        marks.toggle(Mark::Of(Service::Dds));
        marks.toggle(Mark::Of(Service::Vbs));
        marks.toggle(Mark::OlderThan(30));
        assert!(marks.is_empty());
    }

    #[test]
    fn days_take_the_place_of_others_and_leave_the_rest() {
        let day = |days: i64| Days::of(Moment::from_millis(NOW.millis() - days * DAY));
        let marks = Marks(vec![Mark::Of(Service::Dds)]).with_days(Some(day(3)));
        let marks = marks.with_days(Some(day(40).until(day(8))));
        assert_eq!(marks.days(), Some(day(40).until(day(8))));
        assert_eq!(left(&marks.0), [0; 0]);
        assert_eq!(left(&marks.0[1..]), [2, 3]);
        assert_eq!(marks.with_days(None), Marks(vec![Mark::Of(Service::Dds)]));
        let backups = backups();
        let counted = marks.count(seen(&backups), NOW);
        let last = counted.last().unwrap();
        assert_eq!((last.mark, last.is_chosen, last.count), (marks.0[1], true, 0));
    }

    #[test]
    fn a_count_is_of_what_the_other_kinds_leave() {
        let backups = backups();
        let counted = Marks(vec![Mark::Of(Service::Dds)]).count(seen(&backups), NOW);
        let count = |mark| counted.iter().find(|counted| counted.mark == mark).map(|counted| counted.count);
        assert_eq!(count(Mark::Of(Service::Dds)), Some(2));
        assert_eq!(count(Mark::Of(Service::GaussDb)), Some(1));
        assert_eq!(count(Mark::Stands(Standing::Failed)), Some(1));
        // It occurs, though not in what is chosen.
        assert_eq!(count(Mark::Came(Origin::Full)), Some(0));
        assert_eq!(count(Mark::Came(Origin::Differential)), None);
    }
}
