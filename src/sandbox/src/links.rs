//! Links that sign, as the object storage takes them: another one at each call.

use serde_json::{Value as Json, json};

use crate::{call::Call, clock, history, seed};

/// Seconds for which a link is good.
pub(crate) const GOOD_FOR: u64 = 15 * 60;

/// A file of a backup with a link, which ends at this time.
pub(crate) fn file(call: &mut Call<'_>, bucket: &str, name: &str, bytes: u64, ends: u64) -> Json {
    let signature = call.state.serial.hex();
    let link = format!(
        "https://obs.{}.myhuaweicloud.com:443/{bucket}/{name}?AWSAccessKeyId={}&Expires={ends}&\
         response-cache-control=no-cache%2Cno-store&Signature={signature}%3D",
        seed::REGION,
        seed::LINK_KEY,
    );
    json!({
        "name": name,
        "size": bytes / 1024,
        "download_link": link,
        "link_expired_time": clock::with_offset(ends),
    })
}

/// The ID of a group of nodes.
pub(crate) fn group_id(instance: &str, group: &str) -> String {
    format!("{}gr02", history::uuid(&["group", instance, group], 0).replace('-', ""))
}
