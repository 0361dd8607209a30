//! Lists of backups: years of them, the same at every start, in pages, with all that a console could get wrong.

use std::collections::BTreeSet;

use backup_sandbox::{Cloud, seed};
use serde_json::Value as Json;

use crate::asking::{CBR, DBSS, DDS, GAUSSDB, GEMINIDB, NOW, VBS, ask, read, refusal, request};

const LISTS: [(&str, &str); 3] = [(GAUSSDB, "v3.2"), (DDS, "v3"), (GEMINIDB, "v4")];

fn line(version: &str, query: &str) -> String {
    format!("GET /{version}/{}/backups{query}", seed::PROJECT)
}

fn listed(cloud: &mut Cloud, (host, version): (&str, &str), query: &str) -> Json {
    let (status, body) = ask(cloud, &line(version, query), host, "");
    assert_eq!(status, 200, "{query}: {body}");
    body
}

/// All rows, a page after the other.
fn all(cloud: &mut Cloud, list: (&str, &str), query: &str) -> Vec<Json> {
    let mut rows = Vec::new();
    loop {
        let separator = if query.is_empty() { '?' } else { '&' };
        let page = listed(cloud, list, &format!("{query}{separator}offset={}&limit=100", rows.len()));
        let of_page = page["backups"].as_array().unwrap();
        rows.extend(of_page.iter().cloned());
        if of_page.len() < 100 {
            assert_eq!(page["total_count"], rows.len());
            return rows;
        }
    }
}

fn words<'a>(rows: &'a [Json], name: &str) -> BTreeSet<&'a str> {
    rows.iter().map(|row| row[name].as_str().unwrap()).collect()
}

fn ids(rows: &[Json]) -> BTreeSet<&str> {
    words(rows, "id")
}

#[test]
fn each_list_has_years_of_backups_in_every_state() {
    for list in LISTS {
        let rows = all(&mut Cloud::new(), list, "");
        assert!(rows.len() > 100, "{}", rows.len());
        assert_eq!(ids(&rows).len(), rows.len(), "an id stands for one backup");
        assert_eq!(words(&rows, "status"), BTreeSet::from(["BUILDING", "COMPLETED", "FAILED"]));
        assert_eq!(words(&rows, "type").len(), 2);
        let years: BTreeSet<&str> = words(&rows, "begin_time").into_iter().map(|time| &time[..4]).collect();
        assert!(years.len() >= 5, "{years:?}");
    }
}

#[test]
fn a_restart_gives_the_same_and_more_are_there_on_demand() {
    for list in LISTS {
        let rows = all(&mut Cloud::new(), list, "");
        assert_eq!(all(&mut Cloud::new(), list, ""), rows);
        let many = all(&mut Cloud::with_backups(1_000), list, "");
        assert!(many.len() >= 1_000, "{}", many.len());
        assert!(ids(&rows).is_subset(&ids(&many)));
        let mut cloud = Cloud::with_backups(10_000);
        let last = listed(&mut cloud, list, "?offset=9900");
        assert_eq!(last["backups"].as_array().unwrap().len(), 100);
        assert!(last["total_count"].as_u64().unwrap() >= 10_000);
    }
}

#[test]
fn the_next_night_brings_backups_and_lets_old_ones_go() {
    for (host, version) in LISTS {
        let mut cloud = Cloud::new();
        let mut at =
            |now| read(&cloud.answer(&request(&line(version, ""), host, Some(seed::TOKEN), ""), now)).1;
        let (before, after) = (at(NOW), at(NOW + 24 * 60 * 60));
        let (before, after) = (before["backups"].as_array().unwrap(), after["backups"].as_array().unwrap());
        assert!(!ids(after).is_subset(&ids(before)), "there are new ones");
        assert!(before[0]["begin_time"].as_str() < after[0]["begin_time"].as_str());
    }
}

#[test]
fn the_known_backups_are_among_them_but_no_differential_one() {
    let mut cloud = Cloud::new();
    let rows = all(&mut cloud, LISTS[0], "");
    for id in [seed::GAUSSDB_BACKUP, seed::GAUSSDB_DISK_BACKUP, seed::GAUSSDB_FAILED_BACKUP] {
        assert!(ids(&rows).contains(id), "{id}");
    }
    assert!(!ids(&rows).contains(seed::GAUSSDB_DIFFERENTIAL_BACKUP));
    assert!(ids(&all(&mut cloud, LISTS[1], "")).contains(seed::DDS_BACKUP));
    let rows = all(&mut cloud, LISTS[2], "");
    for id in seed::GEMINIDB_MANUAL_BACKUPS {
        assert!(ids(&rows).contains(id), "{id}");
    }
}

#[test]
fn another_project_has_backups_of_its_own() {
    let mut cloud = Cloud::new();
    let ours = all(&mut cloud, LISTS[0], "");
    let line = format!("GET /v3.2/{}/backups", seed::SECOND_PROJECT);
    let request = request(&line, GAUSSDB, Some(seed::SECOND_PROJECT_TOKEN), "");
    let (_, theirs) = read(&cloud.answer(&request, NOW));
    let theirs = theirs["backups"].as_array().unwrap();
    let shared: Vec<&str> = ids(theirs).intersection(&ids(&ours)).copied().collect();
    // Those with ids that are known before are in both.
    assert!(shared.len() < 5 && theirs.len() == 100, "{shared:?}");
}

#[test]
fn a_page_out_of_bounds_is_refused_and_one_behind_the_end_is_empty() {
    for list in LISTS {
        let mut cloud = Cloud::new();
        for query in ["?limit=0", "?limit=101", "?offset=-1", "?limit=x"] {
            let answer = cloud.answer(&request(&line(list.1, query), list.0, Some(seed::TOKEN), ""), NOW);
            assert_eq!(refusal(&answer), (400, "DBS.200001".to_owned()), "{query}");
        }
        assert_eq!(listed(&mut cloud, list, "?offset=999999")["backups"], Json::Array(Vec::new()));
    }
}

#[test]
fn filters_take_their_own_words_and_times() {
    let mut cloud = Cloud::new();
    let types = [("auto", "manual"), ("Auto", "Manual"), ("Auto", "Manual")];
    for (list, (automatic, manual)) in LISTS.into_iter().zip(types) {
        for word in [automatic, manual] {
            let rows = all(&mut cloud, list, &format!("?backup_type={word}"));
            assert_eq!(words(&rows, "type"), BTreeSet::from([word]));
        }
        let other = if automatic == "auto" { "Auto" } else { "auto" };
        let line = line(list.1, &format!("?backup_type={other}"));
        let answer = cloud.answer(&request(&line, list.0, Some(seed::TOKEN), ""), NOW);
        assert_eq!(refusal(&answer).0, 400, "case matters");
        // A backup that is not there is no error.
        assert_eq!(listed(&mut cloud, list, "?backup_id=gone")["total_count"], 0);
    }
    let since = "?begin_time=2025-11-01T00:00:00%2B0800";
    let rows = all(&mut cloud, LISTS[0], since);
    assert!(!rows.is_empty() && words(&rows, "begin_time").iter().all(|time| *time >= "2025-11-01"));
    for (list, time) in [(LISTS[1], "2025-11-01%2000:00:00"), (LISTS[2], "2025-11-01T00:00:00%2B0000")] {
        let line = line(list.1, &format!("?begin_time={time}"));
        let answer = cloud.answer(&request(&line, list.0, Some(seed::TOKEN), ""), NOW);
        assert_eq!(refusal(&answer).0, 400, "one time alone");
    }
    let both = "?begin_time=2025-11-01%2000:00:00&end_time=2025-11-10%2000:00:00";
    let rows = all(&mut cloud, LISTS[1], both);
    assert!(words(&rows, "begin_time").iter().all(|time| ("2025-11-01".."2025-11-11").contains(time)));
}

#[test]
fn sizes_and_times_are_those_of_each_service() {
    let mut cloud = Cloud::new();
    let mut first = |list| listed(&mut cloud, list, "?limit=100")["backups"].as_array().unwrap().clone();
    let (gaussdb, dds, geminidb) = (first(LISTS[0]), first(LISTS[1]), first(LISTS[2]));
    assert!(gaussdb.iter().all(|row| row["begin_time"].as_str().unwrap().ends_with("+0800")));
    assert!(gaussdb.iter().all(|row| row.get("instance_name").is_none()));
    assert!(dds.iter().all(|row| row["begin_time"].as_str().unwrap().len() == 19 && row["size"].is_u64()));
    assert!(geminidb.iter().all(|row| row["end_time"].as_str().unwrap().ends_with("+0000")));
    assert!(geminidb.iter().any(|row| row["size"].as_f64().unwrap().fract() > 0.0));
}

#[test]
fn dds_sorts_searches_and_says_what_can_be_deleted() {
    let mut cloud = Cloud::new();
    let mut names = |query: &str| -> Vec<String> {
        let rows = all(&mut cloud, LISTS[1], query);
        rows.iter().map(|row| row["instance_name"].as_str().unwrap().to_owned()).collect()
    };
    assert!(names("?order_field=instanceName&order_rule=asc").is_sorted());
    assert!(names("?order_field=instanceName&order_rule=desc").iter().rev().is_sorted());
    assert!(names("?instance_name=shop").iter().all(|name| name == "old-shop"));
    let rows = all(&mut cloud, LISTS[1], "");
    for row in &rows {
        let deletable = row["type"] == "Manual" && row["is_instance_restoring"] == false;
        assert_eq!(row["deletable"], deletable, "{row}");
    }
    let half = line("v3", "?order_field=name");
    assert_eq!(refusal(&cloud.answer(&request(&half, DDS, Some(seed::TOKEN), ""), NOW)).0, 400);
    let nowhere = line("v3", "?backup_type=Incremental");
    assert_eq!(refusal(&cloud.answer(&request(&nowhere, DDS, Some(seed::TOKEN), ""), NOW)).0, 400);
    let instance = rows[0]["instance_id"].as_str().unwrap();
    let incremental = format!("?backup_type=Incremental&instance_id={instance}");
    assert_eq!(words(&all(&mut cloud, LISTS[1], &incremental), "type"), BTreeSet::from(["Incremental"]));
}

#[test]
fn backups_of_tables_are_in_a_list_of_their_own() {
    let mut cloud = Cloud::new();
    let instances = all(&mut cloud, LISTS[2], "");
    assert!(instances.iter().all(|row| row["database_tables"].is_null()));
    let tables = all(&mut cloud, LISTS[2], "?type=DatabaseTable");
    assert!(!tables.is_empty() && ids(&tables).is_disjoint(&ids(&instances)));
    assert!(tables[0]["database_tables"][1]["table_names"].is_null(), "a whole database");
}

/// A manual backup that can be deleted, and another of the same instance.
fn two_of_one_instance(rows: &[Json]) -> (String, String) {
    let is_manual = |row: &&Json| {
        ["manual", "Manual"].contains(&row["type"].as_str().unwrap())
            && row["status"] == "COMPLETED"
            && row["is_instance_restoring"] != true
            && row["id"] != seed::GEMINIDB_RESTORING_BACKUP
    };
    let mut manual = rows.iter().filter(is_manual);
    let one = manual.next().unwrap();
    let other = manual.find(|row| row["instance_id"] == one["instance_id"]).unwrap();
    (one["id"].as_str().unwrap().to_owned(), other["id"].as_str().unwrap().to_owned())
}

#[test]
fn two_deletions_of_one_instance_collide_and_a_row_stays_for_a_while() {
    for (list, words) in [(LISTS[1], ["DISABLED", "DELETING"]), (LISTS[2], ["COMPLETED", "COMPLETED"])] {
        let mut cloud = Cloud::new();
        let rows = all(&mut cloud, list, "");
        let (one, other) = two_of_one_instance(&rows);
        let mut delete = |id: &str, now| {
            let line = format!("DELETE /v3/{}/backups/{id}", seed::PROJECT);
            cloud.answer(&request(&line, list.0, Some(seed::TOKEN), ""), now)
        };
        assert!(delete(&one, NOW).response.is_success());
        assert_eq!(refusal(&delete(&other, NOW + 1)).1, "DBS.201015");
        assert!(delete(&other, NOW + 5).response.is_success());
        let query = line(list.1, &format!("?backup_id={other}"));
        let mut row = |now| read(&cloud.answer(&request(&query, list.0, Some(seed::TOKEN), ""), now)).1;
        let still = row(NOW + 6);
        assert!(words.contains(&still["backups"][0]["status"].as_str().unwrap()), "{still}");
        assert_eq!(row(NOW + 10)["total_count"], 0);
    }
}

#[test]
fn instances_are_those_that_are_still_there_and_looked_up_by_a_part_of_their_name() {
    for ((host, backups), version) in LISTS.into_iter().zip(["v3.3", "v3", "v3"]) {
        let mut cloud = Cloud::new();
        let line = |query: &str| format!("GET /{version}/{}/instances{query}", seed::PROJECT);
        let mut listed = |query: &str| ask(&mut cloud, &line(query), host, "").1;
        let (first, second) = (listed(""), listed("?offset=100"));
        let rows: Vec<Json> =
            [&first, &second].iter().flat_map(|page| page["instances"].as_array().unwrap().clone()).collect();
        assert!(rows.len() > 100 && first["total_count"] == rows.len());
        assert!(rows.is_sorted_by(|one, other| one["created"].as_str() >= other["created"].as_str()));
        let there = ids(&rows);
        assert_eq!(there.len(), rows.len(), "an id stands for one instance");
        let backups = all(&mut Cloud::new(), (host, backups), "");
        let of = words(&backups, "instance_id");
        let gone: BTreeSet<&str> = of.difference(&there).copied().collect();
        assert!(!gone.is_empty() && gone.len() < of.len(), "some are gone, and left manual backups");
        let orphans = backups.iter().filter(|row| gone.contains(row["instance_id"].as_str().unwrap()));
        assert!(orphans.into_iter().all(|row| row["type"].as_str().unwrap().eq_ignore_ascii_case("manual")));
        let id = rows[0]["id"].as_str().unwrap();
        assert_eq!(listed(&format!("?id={id}"))["total_count"], 1);
        assert_eq!(listed("?name=trial")["total_count"], 0, "a name is whole");
        assert_eq!(listed("?name=*ial-00")["total_count"], 9);
        assert_eq!(ask(&mut cloud, &line("?name=*"), host, "").0, 400);
    }
}

#[test]
fn disks_have_backups_in_every_state_without_a_total() {
    let mut cloud = Cloud::new();
    let line = |query: &str| format!("GET /v2/{}/backups/detail{query}", seed::PROJECT);
    let (status, body) = ask(&mut cloud, &line(""), VBS, "");
    let rows = body["backups"].as_array().unwrap();
    assert!(status == 200 && rows.len() > 100 && body.get("backups_links").is_none());
    let states = ["available", "creating", "deleting", "error", "error_restoring", "restoring"];
    assert_eq!(words(rows, "status"), BTreeSet::from(states));
    assert!(rows.iter().any(|row| row["name"].is_null()) && rows[0]["size"].is_u64());
    let (_, page) = ask(&mut cloud, &line("?limit=2&offset=2"), VBS, "");
    assert_eq!(page["backups"].as_array().unwrap()[..], rows[2..4]);
    let next = &page["backups_links"][0];
    assert_eq!(next["rel"], "next");
    assert!(next["href"].as_str().unwrap().starts_with("http://192.168."), "only the cloud gets there");
    let (_, many) = ask(&mut Cloud::with_backups(10_000), &line("?offset=9999"), VBS, "");
    assert!(!many["backups"].as_array().unwrap().is_empty());
}

#[test]
fn vaults_hold_backups_of_disks_and_of_servers_by_several_filters() {
    let mut cloud = Cloud::new();
    let line = |query: &str| format!("GET /v3/{}/backups{query}", seed::PROJECT);
    let mut listed = |query: &str| {
        let (status, body) = ask(&mut cloud, &line(query), CBR, "");
        assert_eq!(status, 200, "{body}");
        (body["backups"].as_array().unwrap().clone(), body["count"].as_u64().unwrap() as usize)
    };
    let (all, count) = listed("");
    let (disks, of_disks) = listed("?resource_type=OS%3A%3ACinder%3A%3AVolume");
    assert!(disks.len() > 100 && disks.len() == of_disks && all.len() == count && count > of_disks);
    assert_eq!(words(&all, "resource_type"), BTreeSet::from(["OS::Cinder::Volume", "OS::Nova::Server"]));
    assert_eq!(words(&disks, "resource_type"), BTreeSet::from(["OS::Cinder::Volume"]));
    let of_a_server = all.iter().find(|row| row["resource_type"] == "OS::Nova::Server").unwrap();
    assert_eq!(of_a_server["children"].as_array().unwrap().len(), 1);
    assert!(
        disks.iter().any(|row| row["expired_at"].is_null() && row["extend_info"]["auto_trigger"] == false)
    );
    let settled = ["available", "deleting", "error", "restoring", "waiting_delete", "waiting_restore"];
    assert!(settled.iter().all(|state| words(&disks, "status").contains(state)));
    let (failed, _) = listed("?status=error&status=restoring");
    assert_eq!(words(&failed, "status"), BTreeSet::from(["error", "restoring"]));
    let (page, total) = listed("?limit=2&offset=2");
    assert_eq!((&page[..], total), (&all[2..4], count));
    let (behind, _) = listed(&format!("?limit=2&marker={}", all[3]["id"].as_str().unwrap()));
    assert_eq!(behind[..], all[4..6]);
    let vault = disks[0]["vault_id"].as_str().unwrap();
    assert_eq!(words(&listed(&format!("?vault_id={vault}")).0, "vault_id"), BTreeSet::from([vault]));
    let point = disks[0]["checkpoint_id"].as_str().unwrap();
    assert!(listed(&format!("?checkpoint_id={point}")).1 > 1, "one night of a vault is one point");
    let (old, _) = listed("?end_time=2025-01-01T00%3A00%3A00Z");
    assert!(!old.is_empty() && old.iter().all(|row| row["created_at"].as_str().unwrap() < "2025-01-01"));
    for wrong in ["?limit=1001", "?status=COMPLETED", "?start_time=2025-01-01", "?marker=nobody"] {
        assert_eq!(ask(&mut cloud, &line(wrong), CBR, "").0, 400, "{wrong}");
    }
    let (_, many) = ask(&mut Cloud::with_backups(10_000), &line("?offset=9999"), CBR, "");
    assert!(!many["backups"].as_array().unwrap().is_empty());
    // An hour after the backups of a night were begun, none is under way; before, all are.
    let night = (NOW / 86_400) * 86_400 + 18 * 3600 + 1200;
    let answer = cloud.answer(&request(&line("?limit=6"), CBR, Some(seed::TOKEN), ""), night);
    let (_, body) = read(&answer);
    let under_way = words(body["backups"].as_array().unwrap(), "status");
    assert!(under_way.iter().all(|state| ["protecting", "waiting_protect"].contains(state)), "{under_way:?}");
}

#[test]
fn shares_are_told_to_both_sides_and_can_be_canceled() {
    let mut cloud = Cloud::new();
    let path = format!("/v2/{}/os-vendor-backup-sharing", seed::PROJECT);
    let listed = |cloud: &mut Cloud, query: &str| {
        let (status, body) = ask(cloud, &format!("GET {path}/detail{query}"), VBS, "");
        assert_eq!(status, 200, "{body}");
        body["shared"].as_array().unwrap().clone()
    };
    let given = listed(&mut cloud, "");
    assert!(given.len() > 100 && given.iter().all(|share| share["from_project_id"] == seed::PROJECT));
    assert!(
        given.iter().all(|share| share["backup"]["status"] == "available" && share["updated_at"].is_null())
    );
    let taken = listed(&mut cloud, "?share_to_me=true");
    assert!(taken.len() > 100 && taken.iter().all(|share| share["to_project_id"] == seed::PROJECT));
    assert!(taken.iter().all(|share| share["backup"].is_null()), "nothing is known of a backup of others");

    let id = given[0]["id"].as_str().unwrap();
    assert_eq!(ask(&mut cloud, &format!("DELETE {path}/{id}"), VBS, "").0, 200);
    assert_eq!(ask(&mut cloud, &format!("DELETE {path}/{id}"), VBS, "").0, 404);
    assert_eq!(listed(&mut cloud, "").len(), given.len() - 1);
    let backup = given.iter().rev().find(|share| share["backup_id"] != given[0]["backup_id"]).unwrap();
    let backup = backup["backup_id"].as_str().unwrap();
    let of_backup = format!("?backup_id={backup}");
    assert!(!listed(&mut cloud, &of_backup).is_empty());
    let all = format!("DELETE {path}/{backup}?is_backup_id=true");
    assert_eq!(ask(&mut cloud, &all, VBS, "").0, 200);
    assert!(listed(&mut cloud, &of_backup).is_empty());
    let taken = taken[0]["id"].as_str().unwrap();
    assert_eq!(
        ask(&mut cloud, &format!("DELETE {path}/{taken}"), VBS, "").0,
        404,
        "it is another's to cancel"
    );
}

#[test]
fn audit_backups_are_read_by_post_in_pages_from_one() {
    let mut cloud = Cloud::new();
    let line = format!("POST /v2/{}/audit/{}/backups", seed::PROJECT, seed::AUDIT_INSTANCE);
    let mut page = |number: u32, size: u32| {
        let body = serde_json::json!({ "page": number, "size": size }).to_string();
        ask(&mut cloud, &line, DBSS, &body)
    };
    let (_, first) = page(1, 100);
    let rows = first["data_list"].as_array().unwrap();
    assert!(rows.len() == 100 && first["total_num"].as_u64().unwrap() > 300);
    assert!(ids(rows).iter().all(|id| id.len() == 20 && id.bytes().any(|byte| byte.is_ascii_uppercase())));
    let (_, all) = page(1, 1000);
    let all = all["data_list"].as_array().unwrap();
    assert_eq!(page(2, 100).1["data_list"].as_array().unwrap()[..], all[100..200]);
    let units = words(all, "file_size_unit");
    assert!(units.contains("Byte") && units.contains("MB") && units.contains("mb"), "{units:?}");
    let states = words(all, "progress");
    assert!(states.len() > 8 && states.contains("AUTO_BACKUP_FAIL"), "{states:?}");
    assert_eq!(page(0, 100).0, 400);
    assert_eq!(
        ask(
            &mut Cloud::new(),
            &line.replace(seed::AUDIT_INSTANCE, &"0".repeat(32)),
            DBSS,
            r#"{"page":1,"size":1}"#
        )
        .0,
        404
    );
}

#[test]
fn jobs_are_those_of_a_month_and_a_deletion_is_found_among_them_after_a_while() {
    let mut cloud = Cloud::new();
    let line = format!("GET /v3/{}/jobs", seed::PROJECT);
    let (_, first) = ask(&mut cloud, &line, GEMINIDB, "");
    assert_eq!(first["jobs"].as_array().unwrap().len(), 50);
    assert!(first["total_count"].as_u64().unwrap() > 100, "{}", first["total_count"]);
    assert_eq!(ask(&mut cloud, &format!("{line}?limit=30"), GEMINIDB, "").0, 400);
    let delete = format!("DELETE /v3/{}/backups/{}", seed::PROJECT, seed::GEMINIDB_BACKUP);
    let (_, answer) = ask(&mut cloud, &delete, GEMINIDB, "");
    let id = answer["job_id"].as_str().unwrap();
    let (_, found) = ask(&mut cloud, &format!("{line}?id={id}"), GEMINIDB, "");
    assert_eq!(found, serde_json::json!({ "jobs": [], "total_count": 0 }), "it is not known at once");
}
