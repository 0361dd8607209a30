//! Servers of the site, each started with the files that are shipped for it.

use std::{
    any::Any,
    fs, io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{self, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use backup_gateway::{Gateway, serve};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
    sync::oneshot,
};

use crate::{caddy, cloud::Cloud, names, nginx};

/// Where the site lies on servers that have it below some path.
const BASE: &str = "/some/deep/path/";

/// A page that may use the proxy.
pub const PORTAL: &str = "https://portal.example";
/// Another one.
pub const SECOND_PORTAL: &str = "http://second.example:8080";

/// Which server it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Nginx,
    Caddy,
    /// Our own, to which the others are compared.
    Gateway,
}

/// What an administrator would write into the file that is to be edited.
pub struct Settings {
    /// Where the server listens.
    pub address: SocketAddr,
    /// A folder of the server's own.
    pub folder: PathBuf,
    /// A name server.
    pub names: SocketAddr,
    /// The port at which the cloud listens.
    pub cloud_port: u16,
    /// Who may frame the page.
    pub frame_ancestors: String,
}

impl Settings {
    /// The folder that is served.
    pub fn root(&self) -> PathBuf {
        self.folder.join("root")
    }

    /// The file with the authorities that are trusted.
    pub fn authorities(&self) -> PathBuf {
        self.folder.join("authorities.pem")
    }
}

/// A server that runs until it is dropped.
pub struct Server {
    pub kind: Kind,
    pub address: SocketAddr,
    pub folder: PathBuf,
    log: Arc<Mutex<String>>,
    _running: Running,
}

/// Ends what it stands for when it is dropped: a process, or a task.
type Running = Box<dyn Any>;

impl Server {
    /// One of each kind before this cloud, with a small site.
    pub async fn each(cloud: &Cloud) -> [Self; 3] {
        let start = async |kind| Self::start(kind, cloud, None, "'none'").await;
        [start(Kind::Nginx).await, start(Kind::Caddy).await, start(Kind::Gateway).await]
    }

    /// Starts one. It serves this site, which only these may frame.
    pub async fn start(kind: Kind, cloud: &Cloud, site: Option<&Path>, frame_ancestors: &str) -> Self {
        // Somebody else may take the port before the server does.
        for _ in 0..5 {
            let settings = Settings {
                address: free_address(),
                folder: lay_out(cloud, site),
                names: names::serve().await,
                cloud_port: cloud.address.port(),
                frame_ancestors: frame_ancestors.to_owned(),
            };
            let started = match kind {
                Kind::Nginx => run(nginx::command(&settings), nginx::READY).await,
                Kind::Caddy => run(caddy::command(&settings), caddy::READY).await,
                Kind::Gateway => Some((Box::new(gateway(&settings, cloud).await) as Running, Arc::default())),
            };
            if let Some((running, log)) = started {
                let Settings { address, folder, .. } = settings;
                return Self { kind, address, folder, log, _running: running };
            }
        }
        panic!("{kind:?} does not start");
    }

    /// Where the site lies. Our own gateway has no other place for it.
    pub fn base(&self) -> &'static str {
        if self.kind == Kind::Gateway { "/" } else { BASE }
    }

    /// The page's address.
    pub fn page(&self) -> String {
        format!("http://{}{}", self.address, self.base())
    }

    /// All that the server has logged.
    pub fn log(&self) -> String {
        let files = fs::read_dir(&self.folder).unwrap().map(|entry| entry.unwrap().path());
        let logs = files.filter(|path| path.extension().is_some_and(|extension| extension == "log"));
        let texts = logs.map(|path| fs::read_to_string(path).unwrap());
        [self.log.lock().unwrap().clone()].into_iter().chain(texts).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn free_address() -> SocketAddr {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap()
}

/// A folder with the site, and with the authority to trust for the cloud.
fn lay_out(cloud: &Cloud, site: Option<&Path>) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hosting-{}-{count}", process::id()));
    let place = folder.join("root").join(BASE.trim_matches('/'));
    fs::create_dir_all(&place).unwrap();
    match site {
        Some(site) => copy_folder(site, &place),
        None => SMALL_SITE.iter().for_each(|(name, content)| fs::write(place.join(name), content).unwrap()),
    }
    fs::write(folder.join("authorities.pem"), &cloud.pem).unwrap();
    folder
}

/// Names and contents.
pub const SMALL_SITE: [(&str, &str); 11] = [
    ("index.html", "<!doctype html><title>Console</title>"),
    ("config.json", "{}"),
    ("backup-console.js", "export {}"),
    ("console-0123456789ab.js", "export {}"),
    ("documents-0123456789ab.json", "[]"),
    ("front-0123456789ab.css", "*{}"),
    ("console-0123456789ab.wasm", "raw"),
    ("console-0123456789ab.wasm.gz", "gzip"),
    ("console-0123456789ab.wasm.br", "brotli"),
    ("later-0123456789ab.wasm", "raw"),
    ("icon.svg", "<svg/>"),
];

/// Starts a server and waits until it says that it is ready; nothing if it ends before.
async fn run(mut command: Command, ready: &'static str) -> Option<(Running, Arc<Mutex<String>>)> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let log = Arc::<Mutex<String>>::default();
    let whole = log.clone();
    let (tell, told) = oneshot::channel();
    tokio::spawn(async move {
        let mut tell = Some(tell);
        while let Some(line) = lines.next_line().await? {
            *whole.lock().unwrap() += &format!("{line}\n");
            if line.contains(ready)
                && let Some(tell) = tell.take()
            {
                let _ = tell.send(());
            }
        }
        io::Result::Ok(())
    });
    if told.await.is_err() {
        eprintln!("{command:?} ended:\n{}", log.lock().unwrap());
        return None;
    }
    Some((Box::new(child), log))
}

async fn gateway(settings: &Settings, cloud: &Cloud) -> oneshot::Sender<()> {
    let mut roots = RootCertStore::empty();
    roots.add(cloud.certificate.clone()).unwrap();
    let trust = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let upstream = backup_gateway::Cloud::new(names::Names(cloud.address), |_| true, trust);
    let router = Gateway::new(settings.address)
        .site(settings.root().join(BASE.trim_matches('/')))
        .allow_origin(PORTAL.parse().unwrap())
        .allow_origin(SECOND_PORTAL.parse().unwrap())
        .router(upstream);
    let listener = tokio::net::TcpListener::bind(settings.address).await.unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    tokio::spawn(serve(listener, router, stopped));
    stop
}

/// The files that are shipped for a server.
pub fn shipped(server: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/deploy").join(server)
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Edits the one file that is to be edited, as an administrator would: each text is there once.
pub fn edit(path: &Path, changes: &[(&str, &str)]) {
    let mut text = fs::read_to_string(path).unwrap();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from} in {}", path.display());
        text = text.replace(from, to);
    }
    fs::write(path, text).unwrap();
}
