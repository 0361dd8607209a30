//! A page of a list, as a call asks for it.

use backup_model::moment::Moment;

use crate::{call::Call, refusal::Refusal};

/// A page: some of the rows, and how many there are in all.
pub(crate) struct Page<T> {
    pub(crate) rows: Vec<T>,
    pub(crate) total: usize,
}

/// The page by `offset`, which counts rows from 0, and `limit`, which may be left out.
pub(crate) fn by_rows<T>(call: &Call<'_>, rows: Vec<T>, most: usize) -> Result<Page<T>, Refusal> {
    let offset = offset(call)?;
    let limit = number(call, "limit", 1..=most)?.unwrap_or(most);
    Ok(cut(rows, offset, limit))
}

/// The first row of a page, counted from 0.
pub(crate) fn offset(call: &Call<'_>) -> Result<usize, Refusal> {
    Ok(number(call, "offset", 0..=usize::MAX)?.unwrap_or(0))
}

/// So many rows from one on.
pub(crate) fn cut<T>(rows: Vec<T>, offset: usize, limit: usize) -> Page<T> {
    let total = rows.len();
    Page { rows: rows.into_iter().skip(offset).take(limit).collect(), total }
}

/// A number of the query within bounds, if it is given.
fn number(
    call: &Call<'_>,
    name: &str,
    bounds: std::ops::RangeInclusive<usize>,
) -> Result<Option<usize>, Refusal> {
    let Some(text) = call.query(name) else { return Ok(None) };
    let number = text.parse().ok().filter(|number| bounds.contains(number));
    number.map(Some).ok_or_else(|| call.bad_parameter(format_args!("{name} is out of range")))
}

/// The seconds since 1970 of a time in the query, if it is given in the service's own format.
pub(crate) fn time(call: &Call<'_>, name: &str, is_format: fn(&str) -> bool) -> Result<Option<u64>, Refusal> {
    let Some(text) = call.query(name) else { return Ok(None) };
    let moment = Some(text.as_str()).filter(|text| is_format(text)).and_then(Moment::read);
    let seconds = moment.and_then(|moment| u64::try_from(moment.millis() / 1000).ok());
    seconds.map(Some).ok_or_else(|| call.bad_parameter(format_args!("{name} is no time")))
}

/// `2025-11-22T14:00:00+0800`: the offset without its colon.
pub(crate) fn has_offset(text: &str) -> bool {
    text.len() == 24 && text.contains('T')
}

/// `2025-11-22T06:00:00Z`: in UTC, as it says.
pub(crate) fn ends_in_z(text: &str) -> bool {
    text.len() == 20 && text.contains('T') && text.ends_with('Z')
}

/// `2025-11-22 06:00:00`: with a blank.
pub(crate) fn has_blank(text: &str) -> bool {
    text.len() == 19 && text.contains(' ')
}

/// One of a few words of the query, if it is given. Case matters.
pub(crate) fn word(
    call: &Call<'_>,
    name: &str,
    words: &[&'static str],
) -> Result<Option<&'static str>, Refusal> {
    let Some(text) = call.query(name) else { return Ok(None) };
    let word = words.iter().find(|word| **word == text);
    word.copied().map(Some).ok_or_else(|| call.bad_parameter(format_args!("{name} is no known word")))
}
