//! A list, page by page, as a program reads it.

use std::{cell::RefCell, rc::Rc};

use backup_client::{Client, Pages, fetch::Fetch, pages::Page};
use backup_model::listing::End;
use backup_words::{Words, words};
use js_sys::Promise;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;
use web_sys::AbortSignal;

use super::{
    Answer, Reply, Series,
    failure::Failure,
    purse::{Program, Purse},
    request::{Request, watch},
};
use crate::portal::json;

words! {
    mod text {
        no_list: "This operation reads no list.";
    }
}

/// The pages of a list.
pub(super) struct Listed {
    pages: RefCell<Pages>,
    signal: Option<AbortSignal>,
    purse: Rc<Purse>,
}

impl Listed {
    pub(super) fn new(request: Request, purse: Rc<Purse>) -> Result<Self, Failure> {
        let pages = Pages::of(request.ready)
            .ok_or_else(|| Failure::wrong("operation", text::no_list(Words::ENGLISH)))?;
        Ok(Self { pages: RefCell::new(pages), signal: request.signal, purse })
    }

    async fn page(&self) -> Answer {
        let (mut cancel, _listener) = watch(self.signal.as_ref());
        // Not held while the page is on its way.
        let mut pages = self.pages.borrow().clone();
        let program = Program::new(self.purse.clone());
        let Some(page) = Client::new(Fetch).next_page(&program, &mut pages, &mut cancel).await else {
            return Ok(JsValue::UNDEFINED);
        };
        let plan = &pages.ready().plan;
        let page = page.map_err(|error| Failure::Ended(Box::new(error), plan.effect))?;
        let told = told(&pages, page);
        self.pages.replace(pages);
        Ok(told)
    }
}

impl Series for Listed {
    fn next(self: Rc<Self>) -> Promise {
        future_to_promise(async move { self.page().await })
    }
}

fn told(pages: &Pages, page: Page) -> JsValue {
    let Page { reading, answer, response, progress } = page;
    json(&Told {
        reply: Reply::of(pages.ready().entry, answer, &reading, &response),
        rows: progress.rows,
        total: progress.total,
        end: pages.end().map(word),
    })
}

const fn word(end: End) -> &'static str {
    match end {
        End::Whole => "whole",
        End::TooLong => "too-long",
        End::Repeats => "repeats",
    }
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    reply: Reply<'a>,
    rows: u32,
    total: Option<u32>,
    end: Option<&'static str>,
}
