//! Why something cannot be done with a thing just now.

use backup_words::{Tell, Words, words};

/// Why something cannot be done with a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// It was made by a schedule: it goes with its instance.
    Automated,
    /// It is still being made.
    Building,
    /// It was never completed.
    Failed,
    /// It is being deleted, or gone already.
    Gone,
    /// A restore reads it.
    InUse,
    /// Another operation of its instance is under way.
    Busy,
    /// It is no full backup.
    NotFull,
    /// It does not lie on OBS.
    NotOnObs,
    /// It belongs to another region than the one chosen.
    OtherRegion,
    /// It is switched off.
    Disabled,
    /// The signed-in identity has no permission for it.
    NotPermitted,
}

impl Hindrance {
    /// Every one.
    pub const ALL: [Self; 11] = [
        Self::Automated,
        Self::Building,
        Self::Failed,
        Self::Gone,
        Self::InUse,
        Self::Busy,
        Self::NotFull,
        Self::NotOnObs,
        Self::OtherRegion,
        Self::Disabled,
        Self::NotPermitted,
    ];
}

words! {
    mod text {
        automated: "It was made by a schedule, and goes with its instance.";
        building: "It is still being made.";
        failed: "It was never completed.";
        gone: "It is being deleted, or gone already.";
        in_use: "A restore reads it.";
        busy: "Another operation of its instance is under way.";
        not_full: "Only a full backup can.";
        not_on_obs: "It does not lie on OBS.";
        other_region: "It belongs to another region: choose that one first.";
        disabled: "It is switched off.";
        not_permitted: "The signed-in identity has no permission for it.";
    }
}

impl Tell for Hindrance {
    fn told(&self, words: Words) -> String {
        let told = match self {
            Self::Automated => text::automated,
            Self::Building => text::building,
            Self::Failed => text::failed,
            Self::Gone => text::gone,
            Self::InUse => text::in_use,
            Self::Busy => text::busy,
            Self::NotFull => text::not_full,
            Self::NotOnObs => text::not_on_obs,
            Self::OtherRegion => text::other_region,
            Self::Disabled => text::disabled,
            Self::NotPermitted => text::not_permitted,
        };
        told(words).to_owned()
    }
}
