//! Links that sign: whoever asks for them gets them in the answer's own place, and nothing else that comes of a call has
//! them, whatever the answer is like.

use backup_client::{Client, Connection, Error, Ready, Whole, cancel::Cancel};
use backup_model::{
    catalogue::Entry,
    operations::{dds::list_download_links::ListDownloadLinks, gaussdb::list_backup_files::ListBackupFiles},
};

use crate::{
    asking::{connection, typed},
    scripted::{Scripted, Step, answer},
};

const SECRET: &str = "Canary0123456789abcdef";

fn link() -> String {
    format!("https://obs.example:443/bucket/a b.rch?AWSAccessKeyId=K&Expires=1&Signature={SECRET}%3D")
}

/// An answer with two files, beside whatever else.
fn body(more: &str) -> String {
    let link = link();
    format!(
        r#"{{"files":[{{"name":"a","size":1,"download_link":"{link}","link_expired_time":"2018-08-016T10:15:14+0000"}},
        {{"name":"b","size":2,"download_link":"{}","link_expired_time":"2018-08-06T10:15:14+0000"{more}}}],"bucket":"c"}}"#,
        link.replace('/', r"\/").replace('&', r"\u0026"),
    )
}

async fn whole(body: &str, status: u16, kind: &str) -> Result<Whole, Error> {
    let Connection { place, project, credential } = connection();
    let entry = Entry::find("gaussdb/list-backup-files").unwrap();
    let ready = Ready::new(entry, entry.example(), project.as_str(), place).unwrap();
    let scripted = Scripted::new([Step::Answer(answer(status, kind, body))]);
    Client::new(&scripted).perform_whole(&credential, &ready, &mut Cancel::never()).await
}

#[tokio::test]
async fn whoever_asks_for_links_gets_them_and_nothing_else_has_them() {
    let more = format!(r#","url":"{}","extra":["{0}"]"#, link());
    let whole = whole(&body(&more), 200, "application/json").await.unwrap();
    let told = format!("{:?} {:?} {}", whole.reading, whole.response, whole.response.text());
    assert!(!told.contains(SECRET), "{told}");
    assert!(told.contains(r#""name":"b""#), "what is no link stays: {told}");
    let entry = Entry::find("gaussdb/list-backup-files").unwrap();
    let answer = entry.answer_of(&whole.linked.unwrap()).unwrap();
    assert_eq!(answer["files"][0]["download_link"], link());
    assert_eq!(answer["files"][1]["download_link"], link());
}

#[tokio::test]
async fn a_typed_answer_has_its_links_and_does_not_print_them() {
    let scripted = Scripted::new([Step::Answer(answer(200, "application/json", &body("")))]);
    let reply = typed::<ListBackupFiles>(&scripted, &connection()).await.unwrap();
    assert!(!format!("{reply:?}").contains(SECRET));
    let files = reply.answer.files.unwrap();
    assert_eq!(files[0].download_link.as_ref().unwrap().reveal(), link());
    let reply = typed::<ListDownloadLinks>(&scripted, &connection()).await.unwrap();
    assert!(!format!("{reply:?}").contains(SECRET));
}

#[tokio::test]
async fn no_answer_that_cannot_be_read_shows_a_link() {
    let link = link();
    let whole_body = body("");
    let cut = whole_body.len();
    let cuts = (1..cut).map(|end| whole_body.get(..end).unwrap_or_default().to_owned());
    let others = [
        format!("<html><a href='{link}'>{link}</a></html>"),
        format!("see {link}"),
        format!(r#"[{{"download_link":"{SECRET}"}}]"#),
        format!(r#"{{"error_code":"DBS.200022","error_msg":"failed: {link}"}}"#),
        format!(r#"{{"error_code":"DBS.200022","error_msg":"failed: \"{link}\""}}"#),
    ];
    for body in cuts.chain(others) {
        for (status, kind) in [(200, "application/json"), (500, "application/json"), (502, "text/html")] {
            let told = match whole(&body, status, kind).await {
                Ok(whole) => format!("{:?} {}", whole.reading, whole.response.text()),
                Err(error) => format!(
                    "{error} {error:?} {}",
                    error.response().map(|response| response.text()).unwrap_or_default()
                ),
            };
            // A cut link whose signature is not there yet signs nothing.
            assert!(!told.contains(&SECRET[..8]), "{body}: {told}");
        }
    }
}
