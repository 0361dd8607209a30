//! Times as the services write them. All are UTC.

use jiff::Timestamp;

/// `2025-11-22T06:00:00.000000`, as VBS writes it: without a zone.
pub(crate) fn without_zone(unix_seconds: u64) -> String {
    written(unix_seconds, "%Y-%m-%dT%H:%M:%S.000000")
}

/// `2025-11-22T06:00:00.000000Z`, as IAM writes it.
pub(crate) fn with_zone(unix_seconds: u64) -> String {
    written(unix_seconds, "%Y-%m-%dT%H:%M:%S.000000Z")
}

/// `2025-11-22T14:00:00+0800`, as GaussDB writes it: in the time of China, the offset without a colon.
pub(crate) fn in_china(unix_seconds: u64) -> String {
    written(unix_seconds + 8 * 60 * 60, "%Y-%m-%dT%H:%M:%S+0800")
}

/// `2025-11-22T06:00:00+0000`, as GeminiDB writes it.
pub(crate) fn with_offset(unix_seconds: u64) -> String {
    written(unix_seconds, "%Y-%m-%dT%H:%M:%S+0000")
}

/// `2025-11-22 06:00:00`, as DDS and DBSS write it: without a zone.
pub(crate) fn with_blank(unix_seconds: u64) -> String {
    written(unix_seconds, "%Y-%m-%d %H:%M:%S")
}

/// `Sat, 22 Nov 2025 06:00:00 GMT`, as the `Date` header has it.
pub(crate) fn header(unix_seconds: u64) -> String {
    written(unix_seconds, "%a, %d %b %Y %H:%M:%S GMT")
}

/// A time in this format.
pub(crate) fn written(unix_seconds: u64, format: &str) -> String {
    let seconds = i64::try_from(unix_seconds).unwrap_or(i64::MAX);
    let time = Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX);
    time.strftime(format).to_string()
}
