//! Rules and shapes as JSON Schema 2020-12, which OpenAPI 3.1 speaks.

use backup_model::answer::Shape;
use backup_model::description::Answered;
use backup_model::given::Values;
use backup_model::operation::Field;
use backup_model::rule::Rule;
use backup_words::Words;
use serde_json::{Map, Value, json};
use std::slice;

/// What a text must be.
pub(crate) fn rule(rule: &Rule) -> Value {
    match rule {
        Rule::Text { alphabet, min, max, .. } => json!({
            "type": "string", "minLength": min, "maxLength": max,
            "pattern": format!("^[{}]*$", alphabet.class()),
        }),
        Rule::OneOf(choices) => {
            let words: Vec<_> = choices.iter().map(|choice| choice.value).collect();
            let meanings =
                choices.iter().map(|choice| format!("- `{}`: {}", choice.value, choice.told(Words::ENGLISH)));
            json!({
                "type": "string", "enum": words,
                "description": meanings.collect::<Vec<_>>().join("\n"),
            })
        }
        Rule::Whole { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Rule::Decimal => json!({ "type": "number" }),
        Rule::Switch => json!({ "type": "boolean" }),
        Rule::Time(_) => json!({ "type": "string" }),
        // As it is sent, of the service's own unit.
        Rule::Size(unit) => {
            json!({ "type": "integer", "minimum": 0, "description": format!("In {}.", unit.sign()) })
        }
        Rule::List { item, max } => json!({
            "type": "array", "items": self::rule(item), "minItems": 1, "maxItems": max, "uniqueItems": true,
        }),
    }
}

/// The document's example of a field as it is sent, where there is one.
pub(crate) fn example(field: &'static Field) -> Option<Value> {
    if let Rule::Size(unit) = field.rule {
        return unit.count(field.example).map(Value::from);
    }
    let draft = [(field.name, field.example)].into_iter().collect();
    let given = serde_json::to_value(Values { fields: slice::from_ref(field), draft: &draft }).ok()?;
    given.get(field.name).cloned()
}

/// The fields of a body.
pub(crate) fn input(fields: &[&Field]) -> Value {
    let property = |field: &&Field| {
        let mut schema = rule(&field.rule);
        let help = (field.help)(Words::ENGLISH);
        let said = schema["description"].as_str().map(|meanings| format!("{help}\n\n{meanings}"));
        schema["description"] = json!(said.as_deref().unwrap_or(help));
        (field.name.to_owned(), schema)
    };
    let required: Vec<_> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let properties: Map<_, _> = fields.iter().map(property).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// The fields of an answer: each may be missing or null, and services add more.
pub(crate) fn answer(fields: &[Answered]) -> Value {
    let property = |field: &Answered| {
        let mut schema = shape(&field.shape, field);
        let unit = schema["description"].as_str().map(|unit| format!("{} {unit}", field.meaning));
        schema["description"] = json!(unit.as_deref().unwrap_or(field.meaning));
        (field.name.to_owned(), schema)
    };
    let properties: Map<_, _> = fields.iter().map(property).collect();
    json!({ "type": "object", "properties": properties })
}

fn shape(shape: &Shape, field: &Answered) -> Value {
    match shape {
        // Services write numbers where their documents say text.
        Shape::Text => json!({ "type": ["string", "number", "boolean", "null"] }),
        Shape::Number => json!({ "type": ["number", "string", "null"] }),
        // Some services print a time as no standard does.
        Shape::Time => json!({ "type": ["string", "number", "null"] }),
        Shape::Size(unit) => json!({
            "type": ["number", "string", "null"], "description": format!("In {}.", unit.sign()),
        }),
        Shape::Link => json!({ "type": ["string", "null"], "format": "uri" }),
        Shape::Flag => json!({ "type": ["boolean", "null"] }),
        Shape::Object(_) => {
            let mut object = answer(&field.inside());
            object["type"] = json!(["object", "null"]);
            object
        }
        Shape::List(item) => json!({ "type": ["array", "null"], "items": self::shape(item, field) }),
        Shape::OneOrMore(item) => {
            let item = self::shape(item, field);
            json!({ "anyOf": [{ "type": "array", "items": item }, item] })
        }
        Shape::Nothing => json!({}),
    }
}

/// How the services refuse, in either of their spellings.
pub(crate) fn refusal() -> Value {
    let text = |meaning: &str| json!({ "type": "string", "description": meaning });
    json!({
        "type": "object",
        "properties": {
            "error_code": text("The code of the error."),
            "error_msg": text("What is wrong."),
            "errCode": text("The code of the error, as some services spell it."),
            "externalMessage": text("What is wrong, as some services spell it."),
            "request_id": text("The ID by which the vendor finds the request."),
        },
    })
}
