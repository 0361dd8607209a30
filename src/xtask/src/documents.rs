//! What documents say beyond what a call needs, as the file that the page and its client fetch when they are asked.

use crate::error::Error;
use backup_model::operations::DESCRIPTIONS;

/// The file: every operation as data, in the order of the menu.
pub(crate) fn file() -> Result<String, Error> {
    serde_json::to_string(DESCRIPTIONS).map_err(Error::Described)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_holds_every_operation_with_what_its_document_says() {
        let file: serde_json::Value = serde_json::from_str(&file().unwrap()).unwrap();
        let all = file.as_array().unwrap();
        assert_eq!(all.len(), DESCRIPTIONS.len());
        for (one, description) in all.iter().zip(DESCRIPTIONS) {
            assert_eq!(one["id"], description.entry.id);
            assert!(one["statuses"][0]["meaning"].is_string(), "{one}");
            assert!(one["document"]["url"].is_string(), "{one}");
        }
    }
}
