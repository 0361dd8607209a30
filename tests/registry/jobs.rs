//! What is declared of jobs is what the operations answer and take.

use backup_model::{
    answer::{AnswerField, Shape},
    job::{Job, Wrapper},
    operations::CATALOGUE,
};

use crate::fixture;

fn field(fields: &[AnswerField], name: &str) -> Shape {
    fields.iter().find(|field| field.name == name).unwrap_or_else(|| panic!("no field {name}")).shape
}

fn fields(shape: &Shape) -> &'static [AnswerField] {
    match shape {
        Shape::Object(fields) => fields,
        Shape::List(item) => fields_of_item(item),
        other => panic!("{other:?} is no object"),
    }
}

fn fields_of_item(item: &'static Shape) -> &'static [AnswerField] {
    let Shape::Object(fields) = item else { panic!("{item:?} is no object") };
    fields
}

#[test]
fn a_job_is_told_of_by_a_read_that_has_all_its_fields() {
    let started = CATALOGUE.iter().filter_map(|entry| Some((entry, entry.declaration().job?)));
    for (entry, job) in started {
        let Job { id, operation, parameter, wrapper, key, status, progress, reason } = job;
        assert_eq!(field(entry.answer(), id), Shape::Text);
        let tells = fixture::entry(operation);
        assert_eq!(tells.service, entry.service);
        assert!(!tells.effect.is_write(), "{operation} follows, and must only read");
        for needed in tells.fields.iter().filter(|field| field.required) {
            assert_eq!(needed.name, parameter, "{operation} takes more than the ID");
        }
        assert!(tells.fields.iter().any(|field| field.name == parameter));
        let answer = tells.answer();
        let told = match wrapper {
            Wrapper::Object(name) | Wrapper::List(name) => fields(&field(answer, name)),
            Wrapper::Bare => answer,
        };
        for name in [Some(key), Some(status), progress, reason].into_iter().flatten() {
            assert_eq!(field(told, name), Shape::Text, "{operation}: {name}");
        }
        let example = fixture::described(tells).document.example.answer;
        let example = tells.answer_of(example.as_bytes()).unwrap();
        let known = match wrapper {
            Wrapper::Object(name) => &example[name][key],
            Wrapper::List(name) => &example[name][0][key],
            Wrapper::Bare => &example[key],
        };
        assert!(
            job.read(&example, known.as_str().unwrap()).is_some(),
            "{operation}: the example tells of no job"
        );
    }
}
