//! nginx with the shipped files, of which `local.conf` is edited.

use std::fs;

use backup_tests::variable;
use tokio::process::Command;

use crate::server::{PORTAL, SECOND_PORTAL, Settings, copy_folder, edit, shipped};

/// What nginx says once it listens.
pub const READY: &str = "getrlimit(RLIMIT_NOFILE)";

/// In the place of a system's nginx.conf: one process, and nothing outside of the folder.
const MAIN: &str = "
    daemon off;
    master_process off;
    pid nginx.pid;
    error_log stderr notice;
    events {}
    http {
        client_body_temp_path temporary;
        proxy_temp_path temporary;
        fastcgi_temp_path temporary;
        uwsgi_temp_path temporary;
        scgi_temp_path temporary;
        include conf.d/*.conf;
    }
";

pub fn command(settings: &Settings) -> Command {
    let folder = &settings.folder;
    copy_folder(&shipped("nginx"), folder);
    fs::create_dir(folder.join("conf.d")).unwrap();
    fs::rename(folder.join("backup-console.conf"), folder.join("conf.d/backup-console.conf")).unwrap();
    fs::write(folder.join("nginx.conf"), MAIN).unwrap();
    edit(
        &folder.join("backup-console/local.conf"),
        &[
            ("listen      80;", &format!("listen {};", settings.address)),
            ("console.example;", &format!("{};", settings.address.ip())),
            ("/var/www/html;", &format!("{};", settings.root().display())),
            ("/var/log/nginx/backup-console.log", &folder.join("access.log").display().to_string()),
            ("/var/log/nginx/backup-console.error.log", &folder.join("error.log").display().to_string()),
            ("\"'none'\"", &format!("\"{}\"", settings.frame_ancestors)),
            ("$console_origins \"\"", &format!("$console_origins \"{PORTAL} {SECOND_PORTAL}\"")),
            ("127.0.0.53;", &format!("{};", settings.names)),
            ("/etc/ssl/certs/ca-certificates.crt", &settings.authorities().display().to_string()),
            ("$console_port 443;", &format!("$console_port {};", settings.cloud_port)),
        ],
    );
    let mut command = Command::new(variable("NGINX"));
    command.arg("-p").arg(folder).arg("-c").arg(folder.join("nginx.conf")).args(["-e", "stderr"]);
    command
}
