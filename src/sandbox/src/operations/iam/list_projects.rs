//! `GET /v3/auth/projects`, which everyone may ask for, and `GET /v3/projects`, which not everyone may.

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    identity::{Access, Caller},
    refusal::Refusal,
    state::Project,
};

/// The projects that the caller reaches.
pub(in crate::operations) fn reachable(call: Call<'_>, caller: &Caller) -> Result<Reply, Refusal> {
    let (projects, own) = list(&call, caller, |_| true);
    Ok(Reply::json(200, json!({ "projects": projects, "links": { "self": own } })))
}

/// The projects of the account, by name if one is asked for.
pub(in crate::operations) fn all(call: Call<'_>, caller: &Caller) -> Result<Reply, Refusal> {
    if caller.user.access != Access::Full {
        let reason =
            "You are not authorized to perform the requested action: identity:projects:listProjects.";
        return Err(Refusal::iam(403, "Forbidden", reason));
    }
    let name = call.request.query_value("name");
    let (projects, own) =
        list(&call, caller, |project| name.as_deref().is_none_or(|name| name == project.name));
    let links = json!({ "self": own, "previous": null, "next": null });
    Ok(Reply::json(200, json!({ "projects": projects, "links": links })))
}

/// The wanted projects, and the address of the list.
fn list(call: &Call<'_>, caller: &Caller, wanted: impl Fn(&Project) -> bool) -> (Vec<Json>, String) {
    let host = call.request.host_name();
    let own = call.state.projects.iter().filter(|project| project.account == caller.user.account);
    let projects = own.filter(|project| wanted(project)).map(|project| describe(project, &host)).collect();
    (projects, format!("https://{host}{}", call.request.path))
}

fn describe(project: &Project, host: &str) -> Json {
    json!({
        "id": project.id,
        "name": project.name,
        "description": "",
        "domain_id": project.account.id,
        "parent_id": project.account.id,
        "is_domain": false,
        "enabled": true,
        "links": { "self": format!("https://{host}/v3/projects/{}", project.id) },
    })
}
