//! `GET /v2/{project_id}/audit/instances`: numbers of a page come as texts; one that was deleted is listed as well.

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    fleet::{AUDITORS, Auditor},
    history,
    page::{self, Page},
    refusal::Refusal,
    seed,
};

pub(in crate::operations) fn handle(call: Call<'_>) -> Result<Reply, Refusal> {
    let has_any = history::has_backups(call.service, &call.project);
    let auditors: Vec<_> = AUDITORS.iter().filter(|_| has_any).zip(0..).collect();
    let Page { rows, total } = page::by_rows(&call, auditors, 1000)?;
    let region = seed::REGION;
    let rows: Vec<Json> = rows.into_iter().map(|(auditor, turn)| describe(auditor, turn, region)).collect();
    Ok(Reply::json(200, json!({ "instances": rows, "total": total })))
}

fn describe(auditor: &Auditor, turn: u64, region: &str) -> Json {
    json!({
        "charge_model": "Demand",
        "comment": "",
        "config_num": turn + 1,
        "connect_ip": format!("192.168.0.{}", 20 + turn),
        "connect_ipv6": null,
        "cpu": 4,
        "created": "2021-04-21 04:37:54",
        "database_limit": 3,
        "effect": null,
        "expired": null,
        "id": auditor.id,
        "keep_days": null,
        "name": auditor.name,
        "new_version": null,
        "port_id": history::uuid(&["port", auditor.id], 0),
        "ram": 16384,
        "region": region,
        "remain_days": null,
        "resource_id": history::uuid(&["resource", auditor.id], 0),
        "resource_spec_code": "dbss.bypassaudit.low",
        "scene": null,
        "security_group_id": history::uuid(&["group"], 0),
        "specification": "Low | 3 Proxy",
        "status": auditor.status,
        "subnet_id": history::uuid(&["subnet"], 0),
        "supported_feature": ["BACKUP"],
        "task": if auditor.status == "ACTIVE" { "NO_TASK" } else { "powering-off" },
        "version": "21.04.16.164614",
        "vpc_id": history::uuid(&["vpc"], 0),
        "zone": format!("{region}a"),
    })
}
