//! The root component. For now it shows every widget once.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::settings::{Settings, Theme};
use crate::ui::data_table::{Cell, Column, Row, TableWords};
use crate::ui::*;

/// What the door hands in.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProperties {
    /// The settings in force.
    pub settings: Rc<Settings>,
    /// The element that the console is mounted in, for its events.
    pub host: Option<Element>,
}

const COPY: CopyWords = CopyWords { copy: "Copy", copied: "Copied", failed: "Not copied" };
static TABLE: TableWords = TableWords {
    filter: "Filter",
    count: |shown, all| if shown == all { format!("{all} rows") } else { format!("{shown} of {all}") },
    nothing: "No row matches.",
    actions: "Actions",
    save: "Save",
    copy: COPY,
};

/// The console.
#[component]
pub fn App(properties: &AppProperties) -> Html {
    let settings = &properties.settings;
    let theme = match (settings.theme, settings.standalone) {
        (Theme::Light, _) => Some("theme-light"),
        (Theme::Dark, _) => Some("theme-dark"),
        (Theme::Auto, true) => Some("theme-system"),
        (Theme::Auto, false) => None,
    };
    let text = use_state_eq(AttrValue::default);
    let chosen = use_state_eq(|| None::<AttrValue>);
    let selected = use_state_eq(|| "summary");
    let open = use_state_eq(|| settings.project.as_deref() == Some("dialog"));
    let menu = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    let secret = use_node_ref();
    let elapsed = use_elapsed(*busy);
    let rows = use_memo((), |()| -> Vec<Row> {
        (0..10_000)
            .map(|n: u32| {
                let other = n % 4 == 2;
                vec![
                    Cell {
                        text: format!("audit-backup-{:04x}", n.wrapping_mul(40_503) % 65_536).into(),
                        badge: None,
                    },
                    Cell {
                        text: if other { "cn-north-7" } else { "ap-southeast-1" }.into(),
                        badge: other.then(|| (Tone::Warning, "other region".into())),
                    },
                ]
            })
            .collect()
    });
    let rows: Rc<[Row]> = use_memo(rows, |rows| Rc::<[Row]>::from(rows.to_vec())).as_ref().clone();
    let columns: Rc<[Column]> = (*use_memo((), |()| {
        Rc::<[Column]>::from([
            Column { key: "bucket_name".into(), label: "Bucket".into(), code: true },
            Column { key: "location".into(), label: "Region".into(), code: false },
        ])
    }))
    .clone();
    let input = {
        let text = text.setter();
        Callback::from(move |typed: String| text.set(typed.into()))
    };
    let choose = {
        let chosen = chosen.setter();
        Callback::from(move |value| chosen.set(Some(value)))
    };
    let pick = {
        let chosen = chosen.setter();
        Callback::from(move |value: String| chosen.set(Some(value.into())))
    };
    let select = {
        let selected = selected.setter();
        Callback::from(move |key| selected.set(key))
    };
    let show = {
        let open = open.setter();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(false))
    };
    let toggle_menu = {
        let menu = menu.clone();
        Callback::from(move |_: MouseEvent| menu.set(!*menu))
    };
    let toggle_busy = {
        let busy = busy.clone();
        Callback::from(move |_: MouseEvent| busy.set(!*busy))
    };
    let option = |value: &'static str, label: &'static str, help: &'static str| ChoiceOption {
        value: value.into(),
        label: label.into(),
        help: Some(help.into()),
    };
    let short: Rc<[Row]> = Rc::from([
        vec![
            Cell { text: "722513ed0a324dadaabe5b2d0fe848c9".into(), badge: None },
            Cell {
                text: "8332443e-9866-41d8-8a58-a898cf5db030".into(),
                badge: Some((Tone::Success, "shared".into())),
            },
        ],
        vec![
            Cell { text: "722513ed0a324dadaabe5b2d0fe84919".into(), badge: None },
            Cell { text: "–".into(), badge: Some((Tone::Warning, "not in the answer".into())) },
        ],
    ]);
    let item = |label: &'static str, method: &'static str, current: bool| html! { <a class="nav-item" href="#" aria-current={current.then_some("page")}>{ label }<small>{ method }</small></a> };
    html! {
        <div class={classes!("console", theme, settings.standalone.then_some("standalone"))} part="console">
            <a class="skip" href="#work">{ "Skip to the form" }</a>
            <header class="bar" part="bar">
                <span class="menu"><Button small=true glyph={Glyph::Menu} name="Operations" expanded={*menu} onclick={toggle_menu} /></span>
                <span class="brand"><Icon glyph={Glyph::Backup} /><span class="brand-name">{ "Backup Console" }</span></span>
                <div class="chips">
                    <span class="chip warning">{ "Emulated cloud" }</span>
                    <span class="chip">{ "ap-southeast-1" }</span>
                    <span class="chip secondary"><span class="muted">{ "project" }</span><span class="code">{ "0483b6b1…e663" }</span></span>
                    <span class="chip"><span class="muted">{ "token" }</span>{ "23 h 41 min" }</span>
                    <span class="chip secondary"><span class="muted">{ "via" }</span><span class="code">{ "/proxy" }</span></span>
                </div>
                <Button small=true onclick={show.clone()}>{ "Connection" }</Button>
            </header>
            <div class="body">
                <nav class={classes!("nav", menu.then_some("open"))} part="navigation" aria-label="Operations">
                    <div class="nav-group">{ "GaussDB" }</div>{ item("Authorize download", "POST", false) }
                    <div class="nav-group">{ "DBSS" }</div>{ item("Audit backup buckets", "GET", false) }
                    <div class="nav-group">{ "DDS" }</div>{ item("Backup download", "POST", true) }
                    <div class="nav-group">{ "GeminiDB" }</div>{ item("Delete a backup", "DELETE", false) }
                    <div class="nav-end"></div>{ item("Calls", "3", false) }{ item("Reference", "", false) }
                </nav>
                <main class="work" part="work">
                    <header class="page-head">
                        <div>
                            <div class="title"><h1>{ "Open or close backup download" }</h1><Badge tone={Tone::Warning}>{ "Exposes data" }</Badge></div>
                            <p>{ "Decides whether DDS backups of this project can be downloaded from the Internet. It concerns every DDS backup of the project in this region, not one instance." }</p>
                        </div>
                        <span class="button-group"><Button small=true>{ "Copy link" }</Button><Button small=true glyph={Glyph::External}>{ "Reference" }</Button></span>
                    </header>
                    <div class="columns">
                        <div>
                            <Card id="form" title="DDS · backup download policy" footer={html! { <Details words={COPY} small=true rows={vec![
                                Detail { label: "Permission".into(), value: html! { <code>{ "dds:backup:createDownloadPolicy" }</code> }, copy: None },
                                Detail { label: "Document".into(), value: html! { "Creating a Backup Download Policy, 2025-12-02" }, copy: None },
                            ]} /> }}>
                                <form class="form">
                                    <div class="field"><span class="label">{ "Project" }</span><div class="fixed"><code>{ "0483b6b16e954cb88930a360d2c4e663" }</code><button type="button" class="link">{ "Change" }</button></div></div>
                                    <Field id="backup" label="Backup ID" error="36 letters and digits without hyphens, like e28d08754b1a490fb2b3540ed013a7fbbr14." from_link="from a link">
                                        <TextField value={(*text).clone()} oninput={input.clone()} placeholder="e28d0875…" />
                                    </Field>
                                    <Field id="token" label="Token" help={html! { "Kept in memory only, gone when this page closes." }}>
                                        <SecretField node={secret} placeholder="X-Auth-Token" />
                                    </Field>
                                    <Field id="projects" label="Share with projects" note="optional" help={html! { "One project ID a line, or separated by commas or spaces." }}>
                                        <TextArea value={(*text).clone()} oninput={input.clone()} count={format!("{} projects", text.lines().count())} />
                                    </Field>
                                    <Field id="region" label="Region">
                                        <Select prompt="Choose a region" chosen={(*chosen).clone()} onchange={pick} options={["open", "close"].map(|v| SelectOption { value: v.into(), label: v.into() }).to_vec()} />
                                    </Field>
                                    <Field id="policy" label="Backup download" group=true>
                                        <Choice chosen={(*chosen).clone()} onchange={choose} options={vec![option("close", "Close", "Backups cannot be downloaded from the Internet."), option("open", "Open", "Backups can be downloaded from the Internet.")]} />
                                    </Field>
                                    <Notice tone={Tone::Warning}>{ "Every DDS backup of project " }<code>{ "0483b6b1…e663" }</code>{ " becomes reachable from the Internet until you close it again." }</Notice>
                                    <div class="form-end"><Button kind={ButtonKind::Primary} busy={*busy} onclick={toggle_busy.clone()}>{ "Open downloads" }</Button><span class="muted">{ "through " }<code>{ "/proxy" }</code></span></div>
                                    <div class="form-end"><Button kind={ButtonKind::Danger} onclick={show}>{ "Delete backup…" }</Button><Button id="no" kind={ButtonKind::Primary} disabled="mend the backup ID first">{ "Authorize" }</Button></div>
                                    <div class="form-end"><Button onclick={toggle_busy}>{ "Toggle busy" }</Button><Spinner>{ format!("Sending, {:.1} s", elapsed.as_secs_f32()) }</Spinner></div>
                                </form>
                            </Card>
                        </div>
                        <div>
                            <Card id="preview" title="Request" actions={html! { <CopyButton text="curl" words={CopyWords { copy: "Copy as cURL", ..COPY }} /> }}>
                                <CodeBlock label="Request"><span class="method">{ "POST" }</span>{ " https://dds.ap-southeast-1.myhuaweicloud.com/v3/0483b6b16e954cb88930a360d2c4e663/backups/download-policy\n" }<span class="muted code">{ "X-Auth-Token: ••••••••\nContent-Type: application/json" }</span>{ "\n\n{\"action\":\"open\"}" }</CodeBlock>
                            </Card>
                            <Card id="result" title="Result" flush=true badges={html! { <Badge tone={Tone::Success}>{ "200 OK" }</Badge> }}
                                actions={html! { <><span class="facts">{ "182 ms · request id " }<code>{ "6f2c…91ab" }</code></span><CopyButton text="6f2c" words={COPY} what="request id" /></> }}>
                                <Tabs id="views" label="Views of the result" selected={*selected} onselect={select} tabs={vec![Tab { key: "summary", label: "Summary".into() }, Tab { key: "response", label: "Response".into() }, Tab { key: "table", label: "Table".into() }]}>
                                    if *selected == "summary" {
                                        <Details words={COPY} rows={vec![
                                            Detail { label: "Policy".into(), value: html! { <><Badge tone={Tone::Warning}>{ "open" }</Badge>{ " downloads are reachable from the Internet" }</> }, copy: None },
                                            Detail { label: "Bucket".into(), value: html! { <code>{ "bucketname" }</code> }, copy: Some("bucketname".into()) },
                                            Detail { label: "Path".into(), value: html! { <code>{ "83dd054bbf784267a1dc1751bd09fec4_1de27464abdf48519f8574c97a8f0625in14/Db/1708145548040" }</code> }, copy: Some("path".into()) },
                                        ]} />
                                    } else if *selected == "table" {
                                        <DataTable id="shares" label="Shares" columns={columns.clone()} rows={short} words={&TABLE} file_name="shares" bare=true />
                                    } else {
                                        <CodeBlock label="Response" limited=true>{ "{\n  \"id\": 1\n}" }</CodeBlock>
                                    }
                                </Tabs>
                            </Card>
                            <Notice tone={Tone::Danger} title="You lack the permission for this operation.">{ "Ask an administrator of the project, then send again. Nothing was changed." }</Notice>
                            <Card id="buckets" title="Buckets" flush=true>
                                <DataTable id="table" label="Buckets" {columns} {rows} words={&TABLE} file_name="buckets" />
                            </Card>
                        </div>
                    </div>
                </main>
            </div>
            if *open {
                <Dialog id="delete" title="Delete this backup?" danger=true ready={*text == "yes"} confirm="Delete backup" cancel="Keep it" onconfirm={close.clone()} onclose={close}>
                    <Details words={COPY} rows={vec![Detail { label: "Service".into(), value: html! { "GeminiDB" }, copy: None }, Detail { label: "Backup".into(), value: html! { <code>{ "5b0ae36cb8a746b68685a8fb588d8a15br06" }</code> }, copy: Some("5b".into()) }]} />
                    <Notice tone={Tone::Danger}>{ "The backup is gone for good once the job has run." }</Notice>
                    <Field id="confirm" label="Type or paste the backup ID to confirm"><TextField value={(*text).clone()} oninput={input} autofocus=true /></Field>
                </Dialog>
            }
        </div>
    }
}
