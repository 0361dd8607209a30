//! Reads the shares of both sides and the projects of the account, side by side.

use std::rc::Rc;

use backup_client::{
    Error, Pages, Ready,
    cancel::{Cancel, CancelHandle, cancellation},
};
use backup_model::{catalogue::Entry, draft::Draft, listing::End, value::ProjectId};
use serde_json::Value as Json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{BACKUP_ID, Change, LIST, PROJECTS, Part, Reading, Share, Shares, SharesHandle, Which};
use crate::{
    calls::{CallsHandle, Many},
    overview::Of,
    session::SessionHandle,
};

/// Says of the list whether shares are those that the project was given.
const TO_ME: &str = "share_to_me";

/// Belongs to the object storage itself; no backup lives there.
const INTERNAL: &str = "MOS";

/// Whoever reads shares.
#[derive(Clone)]
pub struct SharesReader {
    /// By whom.
    pub session: SessionHandle,
    /// What records it.
    pub calls: CallsHandle,
    /// What was read.
    pub shares: SharesHandle,
}

/// Reads all anew.
pub fn begin(reader: &SharesReader, of: Of) {
    let desk = Desk {
        round: reader.shares.round + 1,
        shares: reader.shares.dispatcher(),
        many: Many::of(&reader.session, &reader.calls),
    };
    let mut errands = Vec::new();
    let mut begin = |part: Part, ready: Option<Result<Ready, Error>>| match ready {
        None => Reading::Never,
        Some(Err(error)) => Reading::Failed(Rc::new(error)),
        Some(Ok(ready)) => {
            let (handle, cancel) = cancellation();
            let handle = Rc::new(handle);
            errands.push((part, ready, handle.clone(), cancel));
            Reading::Going(handle)
        }
    };
    let offered = |id| Entry::find(id).filter(|entry| reader.session.offers(entry));
    let ready = |id, draft| Some(Ready::new(offered(id)?, draft, &of.project, of.place.clone()));
    let received: Draft = [(TO_ME, "true")].into_iter().collect();
    let readings = [
        begin(Part::Shares(Which::Given), ready(LIST, Draft::default())),
        begin(Part::Shares(Which::Received), ready(LIST, received)),
        begin(Part::Projects, ready(PROJECTS, Draft::default())),
    ];
    reader.shares.dispatch(Change::Begin(of, readings));
    for (part, ready, handle, cancel) in errands {
        let desk = desk.clone();
        spawn_local(async move {
            let reading = desk.read(part, ready, &handle, cancel).await;
            desk.shares.dispatch(Change::End(desk.round, part, reading));
        });
    }
}

/// What the readings of one round share.
#[derive(Clone)]
struct Desk {
    round: u32,
    shares: UseReducerDispatcher<Shares>,
    many: Many,
}

impl Desk {
    async fn read(&self, part: Part, ready: Ready, handle: &Rc<CancelHandle>, mut cancel: Cancel) -> Reading {
        let ended = match part {
            Part::Shares(which) => self.shares(which, ready, handle, &mut cancel).await,
            Part::Projects => self.projects(ready, handle, &mut cancel).await,
        };
        ended.map_or_else(|error| Reading::Failed(Rc::new(error)), Reading::Ended)
    }

    async fn shares(
        &self,
        which: Which,
        ready: Ready,
        handle: &Rc<CancelHandle>,
        cancel: &mut Cancel,
    ) -> Result<End, Error> {
        let Some(mut pages) = Pages::of(ready) else { return Ok(End::Whole) };
        while let Some(ready) = pages.call() {
            let came = self.many.perform(Rc::new(ready), handle, cancel).await.outcome()?;
            let page = pages.take(came);
            let rows = rows(&page.answer);
            self.shares.dispatch(Change::Page(self.round, which, page.progress, rows));
        }
        Ok(pages.end().unwrap_or(End::Whole))
    }

    async fn projects(
        &self,
        ready: Ready,
        handle: &Rc<CancelHandle>,
        cancel: &mut Cancel,
    ) -> Result<End, Error> {
        let entry = ready.entry;
        let (_, response) = self.many.perform(Rc::new(ready), handle, cancel).await.outcome()?;
        let answer = entry.answer_of(&response.body).unwrap_or_default();
        let project = |row: &Json| {
            let text = |name: &str| row.get(name).and_then(Json::as_str);
            let name = text("name").filter(|name| *name != INTERNAL)?;
            Some((text("id")?.parse::<ProjectId>().ok()?, name.to_owned()))
        };
        let projects = answer.get("projects").and_then(Json::as_array).into_iter().flatten();
        self.shares.dispatch(Change::Projects(self.round, projects.filter_map(project).collect()));
        Ok(End::Whole)
    }
}

/// The shares of an answer.
pub(super) fn rows(answer: &Json) -> Vec<Share> {
    let listed = answer.get("shared");
    // The answer to a new share has a list or an object.
    let rows = listed
        .and_then(Json::as_array)
        .map_or_else(|| listed.into_iter().collect(), |rows| rows.iter().collect::<Vec<_>>());
    rows.into_iter().map(Share::read).collect()
}

/// The list of the shares of one backup that the project gave.
pub(super) fn of_backup(of: &Of, backup: &str) -> Option<Pages> {
    let draft: Draft = [(BACKUP_ID, backup)].into_iter().collect();
    Pages::of(Ready::new(Entry::find(LIST)?, draft, &of.project, of.place.clone()).ok()?)
}
