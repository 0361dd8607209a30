//! Caddy with the shipped files, of which `Caddyfile` is edited.

use backup_tests::variable;
use tokio::process::Command;

use crate::server::{PORTAL, SECOND_PORTAL, Settings, copy_folder, edit, shipped};

/// What Caddy says once it listens.
pub const READY: &str = "serving initial configuration";

pub fn command(settings: &Settings) -> Command {
    let folder = &settings.folder;
    copy_folder(&shipped("caddy"), folder);
    edit(
        &folder.join("Caddyfile"),
        &[
            (
                "# header Origin https://portal.example",
                &format!("header Origin {PORTAL}\nheader Origin {SECOND_PORTAL}"),
            ),
            ("# resolvers udp/192.0.2.53:53", &format!("resolvers udp/{}", settings.names)),
            (
                "# tls_trusted_ca_certs /etc/ssl/certs/company.pem",
                &format!("tls_trusted_ca_certs {}", settings.authorities().display()),
            ),
            // Many run at once, and there is one port for their administration.
            ("import console-options", "import console-options\nadmin off"),
            ("\nconsole.example {", &format!("\nhttp://{} {{", settings.address)),
            ("/var/www/html\n", &format!("{}\n", settings.root().display())),
            ("\"'none'\"", &format!("\"{}\"", settings.frame_ancestors)),
        ],
    );
    let mut command = Command::new(variable("CADDY"));
    command.args(["run", "--config"]).arg(folder.join("Caddyfile"));
    command.env("CONSOLE_CLOUD_PORT", settings.cloud_port.to_string());
    command.envs(["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"].map(|name| (name, folder.as_os_str())));
    command
}

/// Also where an administrator had nothing to add to the lists.
#[tokio::test]
async fn the_files_are_valid_as_they_are_shipped() {
    let checked = Command::new(variable("CADDY"))
        .args(["adapt", "--config"])
        .arg(shipped("caddy").join("Caddyfile"))
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&checked.stderr);
    // It warns of a file that is not formatted, too.
    assert!(checked.status.success() && said.is_empty(), "{said}");
}
