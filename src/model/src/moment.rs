//! Moments as the services write them: seven spellings, one point in time.

use std::fmt;

/// A point in time, to the millisecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    millis: i64,
}

const DAY: i64 = 24 * 60 * 60;
/// The years between which a number is taken for a time.
const YEARS: std::ops::RangeInclusive<i64> = 1970..=9999;

impl Moment {
    /// A moment by its milliseconds since 1970.
    pub const fn from_millis(millis: i64) -> Self {
        Self { millis }
    }

    /// Its milliseconds since 1970.
    pub const fn millis(self) -> i64 {
        self.millis
    }

    /// Reads a time as any of the services writes it: a date and a time with `T` or a blank between them, with or
    /// without fractions; `Z`, `UTC` or an offset with or without its colon behind them, or none, which means UTC; or
    /// milliseconds since 1970. `None` for what is no time: a service prints dates that no calendar has.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() >= 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let moment = Self { millis: text.parse().ok()? };
            return YEARS.contains(&moment.date().0).then_some(moment);
        }
        let (date, time) = text.split_once(['T', ' '])?;
        let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
        let clock_ends = time.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.'));
        let (clock, zone) = time.split_at(clock_ends.unwrap_or(time.len()));
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
        let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?;
        let is_date =
            YEARS.contains(&year) && (1..=12).contains(&month) && (1..=days_of(year, month)).contains(&day);
        if !is_date || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let seconds =
            days(year, month, day) * DAY + (hour * 60 + minute) * 60 + second - offset(zone.trim())?;
        Some(Self { millis: seconds * 1000 + thousandths(fraction)? })
    }

    /// Year, month and day, in UTC.
    fn date(self) -> (i64, i64, i64) {
        let mut rest = self.millis.div_euclid(DAY * 1000);
        // A year that is near, then the one that it is.
        let mut year = 1970 + rest.div_euclid(366);
        while days(year + 1, 1, 1) <= rest {
            year += 1;
        }
        rest -= days(year, 1, 1);
        let mut month = 1;
        while rest >= days_of(year, month) {
            rest -= days_of(year, month);
            month += 1;
        }
        (year, month, rest + 1)
    }
}

/// How a service wants a time to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// `2026-11-25T20:53:27+0000`.
    Zoned,
    /// `2026-11-25T20:53:27Z`.
    Zulu,
    /// `2026-11-25 20:53:27`, which is UTC.
    Blank,
    /// `2026-11-25`, a day of UTC.
    Day,
    /// Milliseconds since 1970.
    Millis,
}

impl Spelling {
    /// Reads what a person or a program gives: any spelling, or a day alone for its beginning.
    pub fn read(text: &str) -> Option<Moment> {
        Moment::read(text).or_else(|| Moment::read(&format!("{text} 00:00:00")))
    }

    /// A moment as the service wants it.
    pub fn write(self, moment: Moment) -> String {
        let told = moment.to_string();
        let (day, rest) = told.split_once(' ').unwrap_or_default();
        let clock = rest.trim_end_matches(" UTC");
        match self {
            Self::Zoned => format!("{day}T{clock}+0000"),
            Self::Zulu => format!("{day}T{clock}Z"),
            Self::Blank => format!("{day} {clock}"),
            Self::Day => day.to_owned(),
            Self::Millis => moment.millis.to_string(),
        }
    }
}

/// To the second, as it is read and sorted: `2026-11-25 20:53:27 UTC`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        let second = self.millis.div_euclid(1000).rem_euclid(DAY);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC")
    }
}

fn numbers<const N: usize>(text: &str, separator: char, lengths: [usize; N]) -> Option<[i64; N]> {
    let mut parts = text.split(separator);
    let mut found = [0; N];
    for (number, length) in found.iter_mut().zip(lengths) {
        let part = parts.next().filter(|part| part.len() == length)?;
        // `parse` alone would take a sign.
        *number = part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())??;
    }
    parts.next().is_none().then_some(found)
}

fn thousandths(fraction: &str) -> Option<i64> {
    let first = fraction.get(..fraction.len().min(3))?;
    format!("{first:0<3}").parse().ok()
}

/// The seconds by which a zone is ahead of UTC.
fn offset(zone: &str) -> Option<i64> {
    let (sign, digits) = match zone.split_at_checked(1) {
        None => return Some(0),
        Some(("+", digits)) => (1, digits),
        Some(("-", digits)) => (-1, digits),
        Some(_) => return matches!(zone, "Z" | "UTC").then_some(0),
    };
    let digits = digits.replacen(':', "", 1);
    let (hours, minutes) = digits.split_at_checked(2)?;
    let [hours] = numbers(hours, ':', [2])?;
    let [minutes] = numbers(minutes, ':', [2])?;
    (hours <= 14 && minutes <= 59).then_some(sign * (hours * 60 + minutes) * 60)
}

/// The days from 1970 to a date.
const fn days(year: i64, month: i64, day: i64) -> i64 {
    let before = year - 1;
    let mut days = (year - 1970) * 365 + before / 4 - before / 100 + before / 400 - 477 + day - 1;
    let mut earlier = 1;
    while earlier < month {
        days += days_of(year, earlier);
        earlier += 1;
    }
    days
}

const fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, Spelling};

    fn read(text: &str) -> Option<String> {
        Moment::read(text).map(|moment| moment.to_string())
    }

    #[test]
    fn seven_spellings_are_one_moment() {
        for text in [
            "2026-11-25T20:53:27+0000",
            "2026-11-26T04:53:27+0800",
            "2026-11-26T04:53:27+08:00",
            "2026-11-25T20:53:27Z",
            "2026-11-25T20:53:27.000000",
            "2026-11-25 20:53:27",
            "2026-11-25 20:53:27 UTC",
            "1795640007000",
        ] {
            assert_eq!(read(text).as_deref(), Some("2026-11-25 20:53:27 UTC"), "{text}");
        }
    }

    #[test]
    fn a_moment_is_written_as_each_service_wants_it() {
        let moment = Spelling::read("2026-11-26T04:53:27+0800").unwrap();
        assert_eq!(Spelling::Zoned.write(moment), "2026-11-25T20:53:27+0000");
        assert_eq!(Spelling::Zulu.write(moment), "2026-11-25T20:53:27Z");
        assert_eq!(Spelling::Blank.write(moment), "2026-11-25 20:53:27");
        assert_eq!(Spelling::Day.write(moment), "2026-11-25");
        assert_eq!(Spelling::Millis.write(moment), "1795640007000");
        assert_eq!(
            Spelling::read("2026-11-25").map(|day| Spelling::Zulu.write(day)).as_deref(),
            Some("2026-11-25T00:00:00Z")
        );
    }

    #[test]
    fn dates_that_no_calendar_has_are_none() {
        for text in [
            "2018-08-016T00:00:00Z",
            "2026-02-29 00:00:00",
            "2026-13-01 00:00:00",
            "2026-11-25 24:00:00",
            "2026-11-25T20:53:27+8",
            "2026-11-25T20:53:27 CST",
            "20 T",
            "false",
            "99999999999999999",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_is_read_as_it_is_told() {
        for day in 0..60_000 {
            let told = Moment::from_millis(day * 86_400_000 + 3_599_000).to_string();
            assert_eq!(Moment::read(&told).map(Moment::millis), Some(day * 86_400_000 + 3_599_000), "{told}");
        }
        assert_eq!(read("2000-02-29T23:59:59.9").as_deref(), Some("2000-02-29 23:59:59 UTC"));
    }
}
