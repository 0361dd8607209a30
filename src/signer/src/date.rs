use std::{error::Error, fmt, str::FromStr};

use backup_words::{Tell, Words, words};

/// The last second of the year 9999: four digits have no room for more.
const LAST_SECOND: u64 = 253_402_300_799;
const SECONDS_PER_DAY: u64 = 24 * 60 * 60;
/// Days from 0000-03-01, where the reckoning below starts, to 1970-01-01.
const DAYS_BEFORE_1970: u64 = 719_468;
const DAYS_PER_400_YEARS: u64 = 146_097;

/// When a request was signed, in UTC to the second, from 1970 to 9999. Written `YYYYMMDDTHHMMSSZ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SdkDate(u64);

impl SdkDate {
    /// From seconds since 1970-01-01T00:00:00Z; a date after the year 9999 becomes that year's last second.
    pub fn from_unix_seconds(seconds: u64) -> Self {
        Self(seconds.min(LAST_SECOND))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(self) -> u64 {
        self.0
    }

    /// Seconds between two dates, whichever is the earlier.
    pub fn seconds_apart(self, other: Self) -> u64 {
        self.0.abs_diff(other.0)
    }
}

impl fmt::Display for SdkDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = date_of(self.0 / SECONDS_PER_DAY);
        let second = self.0 % SECONDS_PER_DAY;
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(formatter, "{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
    }
}

impl FromStr for SdkDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let number = |from: usize, to: usize| -> Result<u64, DateError> {
            text.get(from..to).and_then(|digits| digits.parse().ok()).ok_or(DateError)
        };
        let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
        let (hour, minute, second) = (number(9, 11)?, number(11, 13)?, number(13, 15)?);
        if year < 1970 || day == 0 {
            return Err(DateError);
        }
        let days = days_until(year, month, day);
        let date = Self::from_unix_seconds(days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second);
        // A month of 13 or a day of 31 in April comes out as another date.
        if date.to_string() == text { Ok(date) } else { Err(DateError) }
    }
}

/// The days from 1970-01-01 to a date. Years are taken to start in March, which puts the leap day last.
fn days_until(year: u64, month: u64, day: u64) -> u64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    365 * year + year / 4 - year / 100 + year / 400 + day_of_year - DAYS_BEFORE_1970
}

/// Year, month and day from the days since 1970-01-01: `days_until` backwards.
fn date_of(days: u64) -> (u64, u64, u64) {
    let days = days + DAYS_BEFORE_1970;
    let era = days / DAYS_PER_400_YEARS;
    let day_of_era = days % DAYS_PER_400_YEARS;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    (year, month, day)
}

/// A text is no date of the form `YYYYMMDDTHHMMSSZ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateError;

words! {
    mod text {
        no_date: "This is no date of the form YYYYMMDDTHHMMSSZ.";
    }
}

impl Tell for DateError {
    fn told(&self, words: Words) -> String {
        text::no_date(words).to_owned()
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.told(Words::ENGLISH))
    }
}

impl Error for DateError {}
