//! Database Security Service.

pub mod list_backups;
pub mod list_buckets;
pub mod list_instances;
pub mod show_backup_settings;

use backup_words::words;

words! {
    mod of_instance {
        label: "Audit instance ID";
        help: "ID of the audit instance, as the list of instances has it.";
    }
}
