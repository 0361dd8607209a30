//! Checks a file of recorded signatures: `cargo run -p backup-signer --example vectors -- FILE`.
//!
//! The file has the shape of `fixtures/signing-vectors.json`. The last line counts what passed and failed.

mod entry;

use std::{env, error::Error, fs, process::ExitCode};

use entry::Entry;
use serde_json::Value;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let file = env::args_os().nth(1).ok_or("give the file to check")?;
    let file: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    let vectors = file.get("vectors").and_then(Value::as_array).ok_or("the file has no list of vectors")?;

    let faults: Vec<Option<String>> = vectors.iter().map(|vector| fault(vector, &file)).collect();
    for (vector, fault) in vectors.iter().zip(&faults) {
        let name = vector.get("name").and_then(Value::as_str).unwrap_or("(no name)");
        match fault {
            Some(fault) => println!("failed  {name}: {fault}"),
            None => println!("passed  {name}"),
        }
    }
    let failed = faults.iter().flatten().count();
    println!("{} passed, {failed} failed", faults.len() - failed);
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn fault(vector: &Value, file: &Value) -> Option<String> {
    let entry = match Entry::read(vector, file) {
        Ok(entry) => entry,
        Err(unreadable) => return Some(unreadable.to_string()),
    };
    let signed = entry.sign();
    let differences = entry.differences(&signed);
    if differences.is_empty() {
        return None;
    }
    Some(format!("other {}; canonical request here:\n{}", differences.join(", "), signed.canonical_request))
}
