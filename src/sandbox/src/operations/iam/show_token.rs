//! `GET /v3/auth/tokens`: what the token in `X-Subject-Token` says.

use backup_model::{region, service::Service};
use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock,
    identity::{Account, Caller, Scope, Token},
    refusal::Refusal,
    state::{Project, State},
};

pub(in crate::operations) fn handle(call: Call<'_>, _: &Caller) -> Result<Reply, Refusal> {
    let subject = call.request.header("x-subject-token").unwrap_or_default();
    let token = call.state.tokens.iter().find(|token| token.text == subject && token.expires > call.now);
    let missing = || Refusal::iam(404, "Not Found", "The token could not be found.");
    let token = token.ok_or_else(missing)?;
    let with_catalog = call.request.query_value("nocatalog").is_none();
    let reply = Reply::json(200, describe(call.state, token, with_catalog));
    Ok(Reply { token: Some(token.text.clone()), ..reply })
}

/// The body that goes with a token.
pub(super) fn describe(state: &State, token: &Token, with_catalog: bool) -> Json {
    let user = token.user;
    let mut described = json!({
        "expires_at": clock::with_zone(token.expires),
        "issued_at": clock::with_zone(token.issued),
        "methods": token.methods,
        "roles": [{ "id": "0", "name": "te_admin" }],
        "user": {
            "domain": account(user.account),
            "id": user.id,
            "name": user.name,
            "password_expires_at": "",
        },
    });
    match &token.scope {
        Scope::Account => described["domain"] = account(user.account),
        Scope::Project(id) => {
            if let Some(project) = state.projects.iter().find(|project| project.id == id) {
                described["project"] =
                    json!({ "domain": account(project.account), "id": project.id, "name": project.name });
                if with_catalog {
                    described["catalog"] = catalog(project);
                }
            }
        }
    }
    json!({ "token": described })
}

fn account(account: Account) -> Json {
    json!({ "id": account.id, "name": account.name })
}

/// Where the services answer in the region of a project.
fn catalog(project: &Project) -> Json {
    let entry = |service: Service| {
        let endpoint = region::endpoint(service, project.region)?;
        Some(json!({
            "name": service.table_key(),
            "type": service.table_key(),
            "endpoints": [{
                "interface": "public",
                "region": project.region,
                "region_id": project.region,
                "url": format!("{endpoint}/v3/{}", project.id),
            }],
        }))
    };
    Service::ALL.into_iter().filter_map(entry).collect()
}
