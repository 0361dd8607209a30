//! The model held against its witnesses: the documents, the vendor's definitions as a third party
//! transcribed them, and inputs and answers as they come in the wild.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod answers;
mod bad_inputs;
mod checklist;
mod definitions;
mod descriptions;
mod documents;
mod fields;
mod fixture;
mod given;
mod inputs;
mod jobs;
mod layering;
mod lists;
mod literals;
mod notes;
mod pages;
mod pasted;
mod readme;
mod refusals;
mod regions;
mod told;
mod words;
