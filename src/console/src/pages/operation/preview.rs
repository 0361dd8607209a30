//! The request as it would leave now.

use backup_client::{Credential, credential::TOKEN_HEADER};
use backup_model::{catalogue::Entry, draft::Draft};
use backup_words::Words;
use yew::prelude::*;

use crate::{
    preview::{self, Preview},
    session::SessionHandle,
};

/// The request that the form would make, as far as it is known.
pub(super) fn preview(words: Words, entry: &'static Entry, session: &SessionHandle, draft: &Draft) -> Html {
    let service = entry.service;
    let project = &session.texts.project;
    let endpoint = session.endpoint(service).ok();
    let plan = endpoint.clone().and_then(|endpoint| entry.plan(draft, project, endpoint).ok());
    let secrets = session.credential.as_ref().map_or(&[TOKEN_HEADER][..], Credential::header_names);
    let path = entry.preview_path(draft, project);
    preview::show(
        words,
        &Preview { entry, secrets, plan, path, region: session.texts.region.clone(), endpoint },
    )
}
