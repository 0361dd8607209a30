//! Takes an operation by its id, says what it wants, and plans its request. Nothing is sent.

use backup_words::Words;
use std::error::Error;

use backup_model::{catalogue::Entry, description::Description, given::Given, region};

fn main() -> Result<(), Box<dyn Error>> {
    let operation = Entry::find("vbs/share-backup").ok_or("there is no such operation")?;
    let declaration = operation.declaration();
    println!("{}: {}", (declaration.title)(Words::ENGLISH), (declaration.summary)(Words::ENGLISH));
    for field in operation.fields {
        println!("  {} takes: {}", field.name, field.rule);
    }

    let project = "c13f5220dc1949b0b741ea81a7cd5554";
    let with_targets = |targets: &[&str]| {
        let targets = targets.iter().map(|&id| Given::Text(id.to_owned())).collect();
        let backup = "066b1e37-9305-4057-97e5-2e99b21fc71d".to_owned();
        [("backup_id".to_owned(), Given::Text(backup)), ("to_project_ids".to_owned(), Given::List(targets))]
    };

    // Everything that is wrong is told at once, before anything could be sent.
    for wrong in operation.fill(with_targets(&["a/b"]), project).err().iter().flatten() {
        println!("refused: {} {wrong}", wrong.field());
    }

    let form = operation
        .fill(with_targets(&["722513ed0a324dadaabe5b2d0fe848c9"]), project)
        .map_err(|_| "the input is wrong")?;
    let endpoint = region::endpoint(declaration.service, "eu-west-101").ok_or("no endpoint is known")?;
    let plan = operation.plan(&form, project, endpoint).map_err(|_| "the input is wrong")?;
    println!("{} {}", plan.request.method, plan.request.url());
    println!("{}", plan.request.body.as_deref().unwrap_or_default());

    println!("{}", serde_json::to_string_pretty(&Description::find(operation.id))?);
    Ok(())
}
