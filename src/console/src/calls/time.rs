use std::time::Duration;

use backup_model::moment::Moment;
use js_sys::Date;

/// A time by this computer's clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Time(f64);

impl Time {
    /// Now.
    pub fn now() -> Self {
        Self(Date::now())
    }

    /// How long it is ago. The clock of a computer may go backwards.
    pub fn elapsed(self) -> Duration {
        Duration::from_millis((Date::now() - self.0).max(0.0) as u64)
    }

    /// The point in time.
    pub const fn moment(self) -> Moment {
        Moment::from_millis(self.0 as i64)
    }

    /// As a program reads it, by the clock of Greenwich.
    pub fn universal(self) -> String {
        self.date().to_iso_string().into()
    }

    /// As a record has it: date, time and offset of this computer.
    pub fn local(self) -> String {
        let date = self.date();
        // Whole minutes of a day fit.
        let offset = -date.get_timezone_offset() as i32;
        let shifted = Date::new(&(self.0 + f64::from(offset) * 60_000.0).into());
        let text = String::from(shifted.to_iso_string());
        format!("{}{}", text.trim_end_matches('Z'), written(offset))
    }

    /// The hour and minute by the clock of this computer.
    pub fn of_day(self) -> String {
        self.local().get(11..16).unwrap_or_default().to_owned()
    }

    fn date(self) -> Date {
        Date::new(&self.0.into())
    }
}

/// Minutes east of Greenwich, as ISO 8601 writes them.
fn written(offset: i32) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn offsets_are_written_east_of_greenwich() {
        let all = [0, 60, 330, -210, 845].map(written);
        assert_eq!(all, ["+00:00", "+01:00", "+05:30", "-03:30", "+14:05"]);
    }
}
