//! The vendor's own SDK against the emulated cloud.
//!
//! `BACKUP_CONSOLE_PYTHON` names a Python interpreter with the packages of `requirements.txt`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod copied;

use std::{
    env,
    io::{self, Write},
    process::Command,
};

use backup_sandbox::{Sandbox, seed};

#[tokio::test(flavor = "multi_thread")]
async fn the_vendors_sdk_cannot_tell() {
    let Some(python) = env::var_os("BACKUP_CONSOLE_PYTHON") else {
        assert!(env::var_os("CI").is_none(), "BACKUP_CONSOLE_PYTHON names no Python with the vendor's SDK");
        // Not by a macro, whose words are shown only when a test fails.
        writeln!(
            io::stderr(),
            "SKIPPED: the vendor's SDK, since BACKUP_CONSOLE_PYTHON names no Python that has it"
        )
        .unwrap();
        return;
    };
    let sandbox = Sandbox::start(([127, 0, 0, 1], 0).into(), |gateway| gateway).await.unwrap();
    let port = sandbox.address().port();
    let run = tokio::task::spawn_blocking(move || {
        Command::new(python)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/sdk/calls.py"))
            .env("PORT", port.to_string())
            .env("PROJECT", seed::PROJECT)
            .env("ACCOUNT", seed::ACCOUNT_ID)
            .env("ACCESS_KEY", seed::ACCESS_KEY)
            .env("SECRET_KEY", seed::SECRET_KEY)
            .env("NO_PROXY", "*")
            .output()
    });
    let output = run.await.unwrap().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let lines: Vec<&str> = said.lines().collect();
    let begins = [
        "right list_gaussdb_backups True True BUILDING COMPLETED FAILED +0800 True",
        "right list_dds_backups True True BUILDING COMPLETED FAILED True True",
        "right list_geminidb_backups True True BUILDING COMPLETED FAILED ['readings', 'devices']",
        "right list_cbr_backups True OS::Cinder::Volume str False True",
        "right authorize_backup_download bucketname 83dd054bbf784267a1dc1751bd09fec4_1de27464abdf48519f8574c97a8f0625in14/Db/1708145548040",
        "right list_audit_obs_buckets 1202 cn-north-7",
        "right save_backup_download_policy 200",
        "right delete_backup 202 36",
        "right show_backup_download_policy fa56a711-4474-308b-b291-e57ab2812aed open",
        "right change_backup_download_policy 200 fa56a711-4474-308b-b291-e57ab2812aed close",
        "right list_gaussdb_backup_files dbsbucket.cn.xianhz.1.078ed4a64e00d4ae0fabc00f65551980 \
         [('roach_master_updated.metadata', 2803)] {True}",
        "right list_dds_download_links rdsbucket.ap-southeast-1.obs-backup \
         [('bd062e1af2d248b3bb4cd3dbb4183888br02_shard_2.tar.gz', 2803)] {True} shard_2",
        "right list_gaussdb_instances 106 True ledger ACTIVE 19:00-20:00 35 6",
        "right list_dds_instances 107 True sessions normal 18:00-19:00 14 ['mongos', 'shard', 'config']",
        "right list_geminidb_instances 107 True telemetry normal 16:00-17:00 30",
        "right list_audit_instances 4 [('audit-core', 'ACTIVE'), ('audit-shop', 'FROZEN')]",
        "right show_audit_backup_settings 1202 dbss PER_DAY 1 True",
        "right show_dds_job Create_MongoDB Completed 100% dds-5ff4",
        "right list_geminidb_jobs 20 {'BackupInstance'} {'Completed'}",
        "right delete_gaussdb_backup 200 e28d08754b1a490fb2b3540ed013a7fbbr14 before-upgrade",
        "right delete_dds_backup 200 36",
        "right delete_another_dds_backup_of_the_instance 403 DBS.201015 Another operation is being performed on the instance.",
        "right keystone_list_projects 0483b6b16e954cb88930a360d2c4e663",
        "right keystone_list_auth_projects ap-southeast-1 ap-southeast-1_archive cn-north-4",
        "right temporary_key 1202 cn-north-7",
        "wrong authorize_backup_download 401 APIGW.0301 Incorrect IAM authentication information: verify aksk signature fail",
        "wrong list_audit_obs_buckets 401 APIGW.0301 Incorrect IAM authentication information: verify aksk signature fail",
        "wrong save_backup_download_policy 401 APIGW.0301 Incorrect IAM authentication information: verify aksk signature fail",
        "wrong delete_backup 401 APIGW.0301 Incorrect IAM authentication information: verify aksk signature fail",
        "wrong authorize_backup_download 401 APIGW.0301 Incorrect IAM authentication information: verify aksk signature fail",
        "wrong list_audit_obs_buckets 401 APIGW.0301 Incorrect IAM authentication information: AK access failed to reach the limit,forbidden",
    ];
    assert_eq!(lines.len(), begins.len(), "{said}");
    for (line, begin) in lines.iter().zip(begins) {
        assert!(line.starts_with(begin), "{line}");
    }
    sandbox.stop().await;
}

/// As the API servers of these versions would take them, names and kinds of all fields included.
#[test]
fn the_manifests_are_those_of_kubernetes() {
    // What is skipped is said above, and where it was to be installed.
    let Some(python) = env::var_os("BACKUP_CONSOLE_PYTHON") else { return };
    let knows = Command::new(&python).args(["-c", "import kubernetes_validate"]).output();
    if !knows.is_ok_and(|knows| knows.status.success()) {
        return;
    }
    let manifests = concat!(env!("CARGO_MANIFEST_DIR"), "/../www/deploy/gateway/kubernetes.yaml");
    for version in ["1.30", "1.33", "1.37"] {
        let check = Command::new(&python)
            .args(["-m", "kubernetes_validate", "--strict", "--kubernetes-version", version, manifests])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&check.stdout).into_owned()
            + String::from_utf8_lossy(&check.stderr).as_ref();
        assert!(check.status.success(), "{version}: {said}");
        assert_eq!(said.matches(" passed ").count(), 4, "{version}: {said}");
    }
}
