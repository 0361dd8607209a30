//! Lists, page by page.

use backup_client::{
    Client, Error, Pages, Ready,
    cancel::{Cancel, cancellation},
    pages::Page,
    transport::Transport,
};
use backup_model::{
    catalogue::Entry,
    listing::{End, Listing, Paging, Progress},
    operations::CATALOGUE,
};
use serde_json::{Value as Json, json};

use crate::{
    asking::connection,
    in_process::InProcess,
    scripted::{Scripted, Step, answer},
};

const JSON: &str = "application/json";

/// The list of projects, as a service would hand it out that does so by pages.
fn paged(paging: Paging) -> Pages {
    let listing = Listing { rows: "projects", key: "id", total: Some("total_count"), paging };
    Pages::through(listing, ready(Entry::find("iam/list-projects").unwrap()))
}

fn of(entry: &'static Entry) -> Pages {
    Pages::of(ready(entry)).unwrap()
}

fn ready(entry: &'static Entry) -> Ready {
    let to = connection();
    Ready::new(entry, entry.example(), to.project.as_str(), to.place).unwrap()
}

fn projects(ids: &[&str]) -> Step {
    let projects: Vec<Json> = ids.iter().map(|id| json!({ "id": id, "name": "ap-southeast-1" })).collect();
    Step::Answer(answer(200, JSON, &json!({ "projects": projects, "total_count": 5 }).to_string()))
}

async fn next(transport: impl Transport, pages: &mut Pages) -> Option<Result<Page, Error>> {
    Client::new(transport).next_page(&connection().credential, pages, &mut Cancel::never()).await
}

fn ids(page: &Page) -> Vec<&str> {
    page.answer["projects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|project| project["id"].as_str().unwrap())
        .collect()
}

/// The keys of the rows as they are told.
fn told(page: &Page) -> Vec<&str> {
    let table = page.reading.report.table.iter();
    table.flat_map(|table| &table.rows).filter_map(|row| row.key.as_deref()).collect()
}

#[tokio::test]
async fn each_row_is_told_once_and_the_progress_with_it() {
    let scripted =
        Scripted::new([projects(&["a", "b", "c"]), projects(&["b", "c", "d"]), projects(&["d", "e"])]);
    let mut pages = paged(Paging::Rows { limit: 3 });
    let (mut rows, mut progress) = (Vec::new(), Vec::new());
    while let Some(page) = next(&scripted, &mut pages).await {
        let page = page.unwrap();
        assert_eq!(ids(&page), told(&page));
        rows.extend(ids(&page).into_iter().map(str::to_owned));
        progress.push(page.progress);
    }
    assert_eq!(rows, ["a", "b", "c", "d", "e"]);
    assert_eq!(progress, [3, 4, 5].map(|rows| Progress { rows, total: Some(5) }));
    assert_eq!(pages.end(), Some(End::Whole));
    let queries: Vec<String> =
        scripted.sent().iter().map(|sent| sent.url.split_once('?').unwrap().1.to_owned()).collect();
    assert_eq!(queries, ["offset=0&limit=3", "offset=2&limit=3", "offset=4&limit=3"]);
}

#[tokio::test]
async fn a_page_that_failed_is_asked_for_again() {
    let forbidden = Step::Answer(answer(403, JSON, ""));
    let scripted = Scripted::new([projects(&["a", "b"]), forbidden, projects(&["b", "c"]), projects(&["c"])]);
    let mut pages = paged(Paging::Rows { limit: 2 });
    next(&scripted, &mut pages).await.unwrap().unwrap();
    assert!(matches!(
        next(&scripted, &mut pages).await,
        Some(Err(Error::Unexpected(..) | Error::Refused(..)))
    ));
    assert_eq!((pages.end(), pages.progress().rows), (None, 2));
    assert_eq!(ids(&next(&scripted, &mut pages).await.unwrap().unwrap()), ["c"]);
    let sent = scripted.sent();
    assert_eq!(sent[1], sent[2]);
}

#[tokio::test]
async fn nothing_leaves_once_it_is_cancelled() {
    let scripted = Scripted::new([projects(&["a", "b"])]);
    let mut pages = paged(Paging::Rows { limit: 2 });
    next(&scripted, &mut pages).await.unwrap().unwrap();
    let (handle, mut cancel) = cancellation();
    handle.cancel();
    let end = Client::new(&scripted).next_page(&connection().credential, &mut pages, &mut cancel).await;
    assert!(matches!(end, Some(Err(Error::Cancelled))));
    assert_eq!(scripted.sent().len(), 1);
}

#[tokio::test]
async fn rows_that_went_are_looked_for_where_they_are() {
    // Of a list from a to g, a to c go behind the first page, so that d to f move up.
    let scripted = Scripted::new([
        projects(&["a", "b", "c", "d"]),
        projects(&["g"]),
        projects(&["d", "e", "f", "g"]),
        projects(&["g"]),
    ]);
    let mut pages = paged(Paging::Rows { limit: 4 });
    let mut rows = Vec::new();
    while let Some(page) = next(&scripted, &mut pages).await {
        rows.extend(ids(&page.unwrap()).into_iter().map(str::to_owned));
    }
    assert_eq!(rows, ["a", "b", "c", "d", "e", "f", "g"]);
}

#[tokio::test]
async fn every_list_of_the_catalogue_is_read_to_its_end() {
    let lists = CATALOGUE.iter().filter(|entry| entry.declaration().list.is_some());
    for entry in lists {
        let id = entry.id;
        let cloud = InProcess::new();
        let mut pages = of(entry);
        let mut rows = 0;
        while let Some(page) = next(&cloud, &mut pages).await {
            let page = page.unwrap_or_else(|error| panic!("{id}: {error}"));
            let listing = entry.declaration().list.unwrap();
            rows += page.answer[listing.rows].as_array().map_or(0, Vec::len);
            assert_eq!(page.reading.report.table.iter().flat_map(|table| &table.rows).count() > 0, rows > 0);
        }
        assert_eq!(pages.end(), Some(End::Whole), "{id}");
        assert_eq!(pages.progress().rows as usize, rows, "{id}");
        assert!(rows > 0, "{id}: the emulated cloud lists none");
    }
    assert!(Pages::of(pages_of_a_write()).is_none());
}

fn pages_of_a_write() -> Ready {
    let (entry, to) = (Entry::find("dds/set-download-policy").unwrap(), connection());
    Ready::new(entry, entry.example(), to.project.as_str(), to.place).unwrap()
}
