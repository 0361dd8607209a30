use backup_words::{Words, words};
use yew::prelude::*;

use crate::{route::Route, session::Session, texts};

words! {
    mod text {
        backups: "Backups";
        shares: "VBS shares";
        calls: "Calls";
        reference(page: &str): "{page}, reference";
        whole(page: &str): "{page} – Backup Console";
    }
}

/// Tabs and the history of a console that is the whole page tell where one is: the page, and what is connected.
#[hook]
pub fn use_title(standalone: bool, route: Route, session: &Session, words: Words) {
    use_effect_with((standalone, title(words, route, session)), |(standalone, title)| {
        let document = standalone.then(|| web_sys::window()?.document()).flatten();
        document.iter().for_each(|document| document.set_title(title));
    });
}

fn title(words: Words, route: Route, session: &Session) -> String {
    let page = match route {
        Route::Operation(entry) => (entry.title)(words).to_owned(),
        Route::Reference(entry) => text::reference(words, (entry.title)(words)),
        Route::Backups => text::backups(words).to_owned(),
        Route::Shares => text::shares(words).to_owned(),
        Route::Calls => text::calls(words).to_owned(),
    };
    let project = texts::short(&session.texts.project);
    let name = session.connection().map_or("", |named| named.name.as_str());
    let place = [name, &page, &session.texts.region, &project].into_iter();
    text::whole(words, &place.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
}
