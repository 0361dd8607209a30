//! `GET /v3/auth/projects`
//!
//! Lists the projects that an IAM user can reach. Follows "Listing Projects Accessible to an IAM User".

use backup_words::words;

use crate::{
    answer::{Answer, answer},
    document::{Document, Example, Limit, Source, Status},
    listing::{Listing, Paging},
    operation::{Declaration, Effect, Operation, Scope, find_out, input},
    operations::dds::show_download_policy::ShowDownloadPolicy,
    report::{Action, Cell, Column, FollowUp, Hindrance, Label, Report, Row, Table, Tone},
    request::Method,
    service::Service,
};

words! {
    mod text {
        title: "List projects";
        menu: "List projects";
        summary: "Lists the projects that the signed-in identity can reach, in every region.";
        none: "This identity reaches no project.";
        reached(count: Count): one "This identity reaches one project.", other "This identity reaches {count} projects.";
        projects: "projects";
        project: "Project";
        project_id: "Project ID";
        available: "Available";
        description: "Description";
        account_id: "Account ID";
        parent_id: "Parent ID";
        policy: "Show its DDS download policy…";
    }
}

input! {
    /// Nothing: the credential says whose projects are meant.
    ListProjects {}
}

answer! {
    /// The projects that the user reaches.
    Projects {
        /// List of projects.
        projects: Vec<Listed>,
        /// Link of the list itself.
        links: Links,
    }

    /// A project.
    Listed {
        /// Description of the project.
        description: String,
        /// ID of the account that the project belongs to.
        domain_id: String,
        /// Whether the project is available.
        enabled: bool,
        /// ID of the project.
        id: String,
        /// Always false.
        is_domain: bool,
        /// Link of the project.
        links: Links,
        /// Name of the project; that of a region's own project is the region.
        name: String,
        /// ID of the region's own project for a project made by a user, of the account otherwise.
        parent_id: String,
    }

    /// A link.
    Links {
        /// Address of the resource.
        address as "self": String,
    }
}

impl Answer for Projects {}

impl Operation for ListProjects {
    type Answer = Projects;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "iam/list-projects",
        service: Service::Iam,
        method: Method::Get,
        path: "/v3/auth/projects",
        project: None,
        envelope: None,
        effect: Effect::Reads,
        success: Some(200),
        list: Some(Listing { rows: "projects", key: "id", total: None, paging: Paging::Whole }),
        job: None,
        confirm: None,
        permission: None,
        title: text::title,
        menu: text::menu,
        action: text::title,
        summary: text::summary,
        find_out: find_out::read_again,
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: Some("KeystoneListAuthProjects"),
        source: Source {
            title: "Listing Projects Accessible to an IAM User",
            url: "https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0003.html",
            updated: Some("2023-07-05"),
            explorer: Some(
                "https://apiexplorer.developer.huaweicloud.com/apiexplorer/doc?product=IAM&api=KeystoneListAuthProjects",
            ),
            sdk: Some(
                "https://github.com/huaweicloud/huaweicloud-sdk-python-v3/tree/master/huaweicloud-sdk-iam",
            ),
        },
        limits: &[
            Limit { subject: "Callers", text: "every user, without any permission" },
            Limit { subject: "Endpoint", text: "the global one and those of the regions answer alike" },
        ],
        statuses: &[
            Status { code: 200, name: "OK", meaning: "The projects are listed." },
            Status { code: 400, name: "Bad Request", meaning: "A parameter is invalid." },
            Status { code: 401, name: "Unauthorized", meaning: "The authentication failed." },
            Status { code: 403, name: "Forbidden", meaning: "The caller may not do this." },
            Status { code: 404, name: "Not Found", meaning: "There is no such resource." },
            Status { code: 405, name: "Method Not Allowed", meaning: "The method is not allowed." },
            Status { code: 413, name: "Request Entity Too Large", meaning: "The body is too large." },
            Status { code: 500, name: "Internal Server Error", meaning: "The service failed." },
            Status { code: 503, name: "Service Unavailable", meaning: "The service is unavailable." },
        ],
        remarks: &["The project named MOS belongs to the object storage itself; no backup lives there."],
        example: Example {
            project: None,
            answer: r#"{
  "links" : { "self" : "https://iam.myhuaweicloud.com/v3/auth/projects" },
  "projects" : [ {
    "description" : "",
    "domain_id" : "d78cbac186b744899480f25bd022f468",
    "enabled" : true,
    "id" : "06f1cbbaf280106b2f14c00313a9d065",
    "is_domain" : false,
    "links" : { "self" : "https://iam.myhuaweicloud.com/v3/projects/06f1cbbaf280106b2f14c00313a9d065" },
    "name" : "af-south-1",
    "parent_id" : "d78cbac186b744899480f25bd022f468"
  }, {
    "description" : "",
    "domain_id" : "d78cbac186b744899480f25bd022f468",
    "enabled" : true,
    "id" : "065a7c66da0010992ff7c0031e5a5e7d",
    "is_domain" : false,
    "links" : { "self" : "https://iam.myhuaweicloud.com/v3/projects/065a7c66da0010992ff7c0031e5a5e7d" },
    "name" : "cn-east-2",
    "parent_id" : "d78cbac186b744899480f25bd022f468"
  } ]
}"#,
        },
    };

    fn report(&self, answer: &Projects, scope: &Scope) -> Report {
        let projects = answer.projects.as_deref().unwrap_or_default();
        let count = projects.len();
        if count == 0 {
            return Report::new(Tone::Look, text::none);
        }
        let mut report = Report::new(Tone::Done, move |words| text::reached(words, count));
        let rows = projects.iter().map(|project| row(project, scope)).collect();
        report.table = Some(Table { noun: Label(text::projects), columns: COLUMNS, rows });
        report
    }
}

const COLUMNS: &[Column] = &[
    Column::prose("project", text::project),
    Column::code("project_id", text::project_id),
    Column::prose("available", text::available),
    Column::prose("description", text::description),
    Column::code("account_id", text::account_id),
    Column::code("parent_id", text::parent_id),
];

fn row(project: &Listed, scope: &Scope) -> Row {
    let cells = vec![
        Cell::text(project.name.as_deref()),
        Cell::text(project.id.as_deref()),
        Cell::of(project.enabled.as_ref()),
        Cell::filled(project.description.as_deref()),
        Cell::text(project.domain_id.as_deref()),
        Cell::text(project.parent_id.as_deref()),
    ];
    let actions = policy(project, scope).into_iter().collect();
    Row { actions, ..Row::new(project.id.as_deref(), cells) }
}

/// A project is looked at in its own region, which its name begins with.
fn policy(project: &Listed, scope: &Scope) -> Option<Action> {
    let (label, operation) = (Label(text::policy), ShowDownloadPolicy::DECLARATION.id);
    let id = project.id.as_deref()?.parse().ok()?;
    let region = project.name.as_deref().and_then(|name| name.split('_').next());
    let hindrance = match (project.enabled, region) {
        (Some(false), _) => Some(Hindrance::Disabled),
        (_, Some(region)) if region != scope.region => Some(Hindrance::OtherRegion),
        _ => None,
    };
    Some(match hindrance {
        Some(why) => Action::Hindered { label, operation, why },
        None => Action::Leads(FollowUp { label, operation, values: Vec::new(), project: Some(id) }),
    })
}
