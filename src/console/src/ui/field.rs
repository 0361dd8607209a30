use yew::prelude::*;

use super::{Glyph, icon};

/// What a field tells the control inside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labelling {
    pub(super) id: Option<AttrValue>,
    pub(super) label_id: Option<AttrValue>,
    pub(super) described_by: Option<AttrValue>,
    pub(super) invalid: bool,
}

impl Labelling {
    pub(super) fn aria_invalid(&self) -> Option<&'static str> {
        self.invalid.then_some("true")
    }
}

/// How the field around this control labels it; nothing when there is no field.
#[hook]
pub(super) fn use_labelling() -> Labelling {
    use_context().unwrap_or_default()
}

/// What a field takes.
#[derive(PartialEq, Properties)]
pub struct FieldProperties {
    /// The control's id; the ids of label, help and error follow from it.
    pub id: AttrValue,
    /// What the control holds.
    pub label: AttrValue,
    /// A word behind the label, such as "optional".
    #[prop_or_default]
    pub note: Option<AttrValue>,
    /// A sign that a link filled the field and nobody has confirmed it yet.
    #[prop_or_default]
    pub from_link: Option<AttrValue>,
    /// How the value is formed and where to find it.
    #[prop_or_default]
    pub help: Option<Html>,
    /// What is wrong and how to mend it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Whether the control is a group, such as a choice.
    #[prop_or_default]
    pub group: bool,
    /// The control.
    #[prop_or_default]
    pub children: Html,
}

/// A label, a control, its help and its error, tied together for assistive technology.
#[component]
pub fn Field(properties: &FieldProperties) -> Html {
    field(properties, |context| {
        html! { <ContextProvider<Labelling> {context}>{ properties.children.clone() }</ContextProvider<Labelling>> }
    })
}

/// The same, drawn where it stands, with a control that is drawn by how it is labelled.
pub fn field(properties: &FieldProperties, control: impl FnOnce(Labelling) -> Html) -> Html {
    let FieldProperties { id, label, note, from_link, help, error, group, .. } = properties;
    let part = |name: &str| AttrValue::from(format!("{id}-{name}"));
    let described_by: Vec<AttrValue> = [
        error.as_ref().map(|_| part("error")),
        help.as_ref().map(|_| part("help")),
        from_link.as_ref().map(|_| part("link")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let labelling = Labelling {
        id: Some(id.clone()),
        label_id: Some(part("label")),
        described_by: (!described_by.is_empty()).then(|| described_by.join(" ").into()),
        invalid: error.is_some(),
    };
    html! {
        <div class={classes!("field", error.is_some().then_some("invalid"))} part="field">
            <div class="field-head">
                if *group {
                    <span class="label" part="label" id={part("label")}>{ label }</span>
                } else {
                    <label class="label" part="label" id={part("label")} for={id.clone()}>{ label }</label>
                }
                if let Some(note) = note {
                    <span class="note">{ note }</span>
                }
                if let Some(from_link) = from_link {
                    <span class="badge warning" part="badge" id={part("link")}>{ from_link }</span>
                }
            </div>
            { control(labelling) }
            if let Some(error) = error {
                <p class="error" id={part("error")}>{ icon(Glyph::Error) }<span>{ error }</span></p>
            }
            if let Some(help) = help {
                <div class="help" id={part("help")}>{ help.clone() }</div>
            }
        </div>
    }
}
