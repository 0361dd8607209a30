//! Times as the cloud writes them, and how far this computer's clock is off.

use backup_model::request::Response;
use backup_signer::SdkDate;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// How many seconds this computer's clock is ahead of the service's; negative where it is behind. `None`
/// where the response has no date, or something on the way hides it. `now` is in Unix seconds.
pub fn clock_skew(response: &Response, now: u64) -> Option<i64> {
    now.checked_signed_diff(http_date(response.header("date")?)?)
}

/// The Unix seconds of `Sat, 22 Nov 2025 06:00:00 GMT`: the one form that servers may send.
pub(crate) fn http_date(text: &str) -> Option<u64> {
    let (_, date) = text.trim().split_once(", ")?;
    // What lies in between may have sent it again.
    let (date, _) = date.split_once(',').unwrap_or((date, ""));
    let &[day, month, year, time, "GMT"] = date.split(' ').collect::<Vec<_>>().as_slice() else {
        return None;
    };
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    unix_seconds(&format!("{year}{month:02}{day}T{time}Z"))
}

/// The Unix seconds of `2025-11-22T06:00:00.000000Z`, as IAM writes it, the fraction left out.
pub(crate) fn iam_date(text: &str) -> Option<u64> {
    let time = text.strip_suffix('Z')?;
    let (time, _) = time.split_once('.').unwrap_or((time, ""));
    unix_seconds(&format!("{time}Z"))
}

fn unix_seconds(text: &str) -> Option<u64> {
    text.replace(['-', ':'], "").parse().ok().map(SdkDate::unix_seconds)
}
