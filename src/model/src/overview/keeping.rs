//! Where the backups of an instance are kept, where a service tells that apart from them.

use serde_json::Value as Json;

use super::{Holder, written};
use crate::{catalogue::Entry, draft::Draft};

const INSTANCE: &str = "instance_id";

/// Where the backups of an instance go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// To this bucket, and the region in which it lies, where that is known.
    To {
        /// The name of the bucket.
        bucket: String,
        /// Its region.
        region: Option<String>,
    },
    /// Nowhere: backups are switched off.
    Off,
    /// The service does not say.
    Unsaid,
}

impl Keeping {
    /// The operation that tells of one instance, and the one that tells of all buckets.
    pub fn operations(backups: &Entry) -> Option<[&'static Entry; 2]> {
        (backups.id == "dbss/list-backups").then_some(())?;
        Some([Entry::find("dbss/show-backup-settings")?, Entry::find("dbss/list-buckets")?])
    }

    /// What the first takes.
    pub fn draft(of: &Holder) -> Draft {
        [(INSTANCE, of.id.as_str())].into_iter().collect()
    }

    /// By the answers of both; the second may be missing.
    pub fn read(settings: &Json, buckets: Option<&Json>) -> Self {
        let text = |name: &str| settings.get(name).and_then(written);
        if text("status").as_deref() == Some("0") {
            return Self::Off;
        }
        let Some(bucket) = text("bucket_name") else { return Self::Unsaid };
        let all = buckets.and_then(|buckets| buckets.get("obs_list")?.as_array()).into_iter().flatten();
        let mut same = all.filter(|row| row.get("bucket_name").and_then(written).as_deref() == Some(&bucket));
        let region = same.next().and_then(|row| row.get("location").and_then(written));
        Self::To { bucket, region }
    }

    /// The region in which the bucket lies, where that is known to be another one.
    pub fn elsewhere(&self, here: &str) -> Option<&str> {
        match self {
            Self::To { region: Some(region), .. } => Some(region.as_str()).filter(|region| *region != here),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_bucket_is_told_with_its_region_where_that_is_known() {
        let buckets = json!({ "obs_list": [{ "bucket_name": 1202, "location": "cn-north-7" }, null] });
        let settings = json!({ "bucket_name": "1202", "status": 1 });
        let keeping = Keeping::read(&settings, Some(&buckets));
        assert_eq!(keeping.elsewhere("cn-north-4"), Some("cn-north-7"));
        assert_eq!(keeping.elsewhere("cn-north-7"), None);
        let unknown = Keeping::To { bucket: "1202".to_owned(), region: None };
        assert_eq!(Keeping::read(&settings, None), unknown);
        assert_eq!(Keeping::read(&settings, Some(&json!({ "obs_list": [] }))), unknown);
        assert_eq!(unknown.elsewhere("cn-north-4"), None);
    }

    #[test]
    fn nothing_is_told_of_what_is_off_or_unsaid() {
        assert_eq!(Keeping::read(&json!({ "bucket_name": "1202", "status": "0" }), None), Keeping::Off);
        assert_eq!(Keeping::read(&json!({ "bucket_name": "", "status": 1 }), None), Keeping::Unsaid);
        assert_eq!(Keeping::read(&json!({}), None), Keeping::Unsaid);
    }

    #[test]
    fn the_operations_are_in_the_catalogue() {
        let backups = Entry::find("dbss/list-backups").unwrap();
        let [settings, _] = Keeping::operations(backups).unwrap();
        assert!(settings.fields.iter().all(|field| field.name == INSTANCE));
        assert_eq!(Keeping::operations(settings), None);
    }
}
