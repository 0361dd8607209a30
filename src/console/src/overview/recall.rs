//! What the lists that were read in this tab tell of a backup: a question about it names more than its ID.

use std::rc::Rc;

use backup_client::Ready;
use backup_model::{
    answer::parse, catalogue::Entry, moment::Moment, operations::CATALOGUE, overview::Backup,
};
use backup_words::{Words, words};
use serde_json::Value as Json;
use yew::prelude::*;

use super::{Overview, OverviewHandle};
use crate::calls::{Call, Calls, CallsHandle};

words! {
    mod text {
        minutes(count: Count): one "1 minute", other "{count} minutes";
        hours(count: Count): one "1 hour", other "{count} hours";
        days(count: Count): one "1 day", other "{count} days";
    }
}

/// How long ago something was, in the largest whole unit.
pub fn age(words: Words, of: Moment, now: Moment) -> String {
    let minutes = usize::try_from((now.millis() - of.millis()) / 60_000).unwrap_or_default();
    match (minutes / 60, minutes / (60 * 24)) {
        (0, _) => text::minutes(words, minutes),
        (hours, 0) => text::hours(words, hours),
        (_, days) => text::days(words, days),
    }
}

/// The backup that a call is about, as a list has it that was read in this tab; `None` where none has it.
#[hook]
pub fn use_recalled(ready: &Rc<Ready>, id: &str) -> Option<Backup> {
    let (overview, calls) = (use_context::<OverviewHandle>(), use_context::<CallsHandle>());
    let found = use_memo((ready.clone(), id.to_owned()), |(ready, id)| {
        let of_all = overview.and_then(|overview| of_all(&overview, ready, id));
        of_all.or_else(|| of_forms(&*calls?, ready, id))
    });
    (*found).clone()
}

/// Of the page of all backups, which knows what an instance is called where the list of backups does not.
fn of_all(overview: &Overview, ready: &Ready, id: &str) -> Option<Backup> {
    let of = overview.of.as_ref()?;
    let is_there = of.place.region == ready.place.region && of.project == ready.plan.project();
    let service = ready.entry.service;
    let is_same =
        |entry: &Entry, backup: &Backup| entry.service == service && backup.id.as_deref() == Some(id);
    let mut shelved = overview.backups.iter().filter(|_| is_there);
    let backup = &shelved.find(|shelved| is_same(shelved.entry, &shelved.backup))?.backup;
    let known = overview.holders(service).and_then(|holders| holders.name(backup)).map(str::to_owned);
    Some(Backup { holder: backup.holder.clone().or(known), ..backup.clone() })
}

/// Of the forms that list the backups of the service.
fn of_forms(calls: &Calls, ready: &Ready, id: &str) -> Option<Backup> {
    let is_there = |call: &&Rc<Call>| {
        call.ready.place.region == ready.place.region && call.ready.plan.project() == ready.plan.project()
    };
    let lists = CATALOGUE.iter().filter(|entry| entry.service == ready.entry.service);
    let called = lists.filter_map(|entry| calls.last(entry)).filter(is_there);
    called.filter_map(|call| listed(call, id)).next()
}

/// A backup in the answer to a call.
fn listed(call: &Call, id: &str) -> Option<Backup> {
    let (source, listing) = (call.entry().backups()?, call.declaration().list?);
    let (_, response) = call.end()?.outcome.as_ref().ok()?;
    let answer = parse(&response.body).ok()?;
    let rows = answer.get(listing.rows).and_then(Json::as_array)?;
    rows.iter().map(|row| source.read(row)).find(|backup| backup.id.as_deref() == Some(id))
}
