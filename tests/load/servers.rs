//! The servers, each in a process of its own.

use std::{
    env, fs,
    future::{Future, pending},
    io::{BufRead, BufReader},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use backup_gateway::{Gateway, serve};
use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject},
};

use crate::{
    client::Target,
    cloud::{Cloud, HOST},
    names, nginx,
    server::{Settings, copy_folder},
};

const ROLE: &str = "BACKUP_LOAD_GATEWAY";
/// By then files that were just laid out are old enough to be kept.
const SETTLED: Duration = Duration::from_secs(4);
const RAISED: &str = "BACKUP_LOAD_RAISED";

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Gateway,
    Nginx,
}

impl Kind {
    /// Those that are there.
    pub fn found() -> Vec<Self> {
        if env::var_os("NGINX").is_some() { vec![Self::Gateway, Self::Nginx] } else { vec![Self::Gateway] }
    }

    pub fn name(self) -> &'static str {
        if self == Self::Gateway { "ours" } else { "nginx" }
    }
}

/// What this process is to be, where it is not the one that measures.
pub fn role() -> Option<impl Future<Output = ()>> {
    let role = env::var(ROLE).ok()?;
    let words: Vec<String> = role.split('|').map(str::to_owned).collect();
    Some(async move {
        let [address, cloud, authority, site] = words.as_slice() else { panic!("{words:?}") };
        let address: SocketAddr = address.parse().unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(authority).unwrap()).unwrap();
        let trust = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let cloud = backup_gateway::Cloud::new(names::Names(cloud.parse().unwrap()), |_| true, trust);
        let listener = tokio::net::TcpListener::bind(address).await.unwrap();
        println!("ready");
        serve(listener, Gateway::new(address).site(site).router(cloud), pending::<()>()).await;
    })
}

/// Starts this program anew, allowed as many descriptors as anybody is.
pub fn with_many_descriptors() {
    if env::var_os(RAISED).is_some() {
        return;
    }
    let mut again = Command::new("sh");
    again.args(["-c", "ulimit -n $(ulimit -H -n); exec \"$0\" \"$@\""]).arg(env::current_exe().unwrap());
    panic!("{}", again.args(env::args().skip(1)).env(RAISED, "1").exec());
}

pub struct Running {
    kind: Kind,
    address: SocketAddr,
    folder: PathBuf,
    child: Child,
}

impl Running {
    pub async fn start(kind: Kind, cloud: &Cloud) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("load");
        let _ = fs::remove_dir_all(&folder);
        let settings = Settings {
            address: TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap(),
            folder: folder.clone(),
            names: names::serve().await,
            cloud_port: cloud.address.port(),
            frame_ancestors: "'none'".to_owned(),
        };
        copy_folder(&site(), &settings.root());
        fs::write(settings.authorities(), &cloud.pem).unwrap();
        let (mut command, ready) = match kind {
            Kind::Gateway => (gateway(&settings, cloud), "ready"),
            Kind::Nginx => (two_workers(&settings), nginx::READY),
        };
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let said: Box<dyn std::io::Read + Send> = match kind {
            Kind::Gateway => Box::new(child.stdout.take().unwrap()),
            Kind::Nginx => Box::new(child.stderr.take().unwrap()),
        };
        let mut lines = BufReader::new(said).lines();
        assert!(lines.any(|line| line.unwrap().contains(ready)), "it does not start");
        std::thread::spawn(move || lines.for_each(drop));
        // Files as young as these are read anew each time; it is the rest of their life that is measured.
        tokio::time::sleep(SETTLED).await;
        Self { kind, address: settings.address, folder, child }
    }

    pub fn target(&self, work: &str) -> Target {
        let module = || {
            let names = fs::read_dir(site()).unwrap().map(|entry| entry.unwrap().file_name());
            names.map(|name| name.into_string().unwrap()).find(|name| name.ends_with(".wasm")).unwrap()
        };
        let path = match work {
            "module" => format!("/{}", module()),
            "proxied" => format!("/proxy/{HOST}/v3/x"),
            page => format!("/{page}"),
        };
        Target::new(self.address, &path)
    }

    /// Of all its processes together.
    pub fn peak_megabytes(&self) -> f64 {
        let id = self.child.id();
        let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        let all = children.split_whitespace().map(str::to_owned).chain([id.to_string()]);
        let peak = |id: String| {
            let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
            line.trim().trim_end_matches(" kB").parse::<f64>().ok()
        };
        all.filter_map(peak).sum::<f64>() / 1024.0
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.kind == Kind::Nginx {
            // Its workers outlive a parent that is killed.
            let mut stop = Command::new(env::var_os("NGINX").unwrap());
            stop.arg("-p").arg(&self.folder).arg("-c").arg(self.folder.join("nginx.conf"));
            let _ = stop.args(["-e", "stderr", "-s", "stop"]).stderr(Stdio::null()).status();
        } else {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

fn site() -> PathBuf {
    env::var_os("BACKUP_CONSOLE_SITE")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist"), PathBuf::from)
}

fn gateway(settings: &Settings, cloud: &Cloud) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    let (authority, root) = (settings.authorities(), settings.root());
    let role = format!("{}|{}|{}|{}", settings.address, cloud.address, authority.display(), root.display());
    command.env(ROLE, role);
    command
}

/// The tests' nginx, but with a worker for each of two processors and room for all connections.
fn two_workers(settings: &Settings) -> Command {
    let command = nginx::command(settings).into_std();
    let main = settings.folder.join("nginx.conf");
    let text = fs::read_to_string(&main).unwrap();
    let text = text.replace("master_process off;", "worker_processes 2;");
    fs::write(main, text.replace("events {}", "events { worker_connections 4096; }")).unwrap();
    command
}
