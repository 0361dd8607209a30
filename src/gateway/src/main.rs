//! The gateway to the real cloud.

mod settings;

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::future::pending;
use std::io::{self, IsTerminal};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use backup_gateway::{Cloud, Gateway, Host, Origin, asked_to_end, serve, serve_tls};
use clap::{CommandFactory, Parser, ValueEnum, value_parser};
use http::uri::Authority;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use self::settings::FileError;

/// Serves the console, and relays its requests to the cloud's own hosts and to no others.
///
/// A setting of the command line beats that of the file, which beats that of the environment.
#[derive(Parser)]
#[command(version, args_override_self = true)]
struct Arguments {
    /// File of further settings: a line `name = value` for each, named as here
    #[arg(long, value_name = "FILE", env = "BACKUP_GATEWAY_CONFIG")]
    config: Option<PathBuf>,
    /// Address to listen at
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", env = "BACKUP_GATEWAY_LISTEN")]
    listen: SocketAddr,
    /// Folder of the built console
    #[arg(long, value_name = "FOLDER", default_value = "dist", env = "BACKUP_GATEWAY_SITE")]
    site: PathBuf,
    /// Host to let through beside those of the regions table (may be repeated, like all of hosts and origins)
    #[arg(long, value_name = "HOST", env = "BACKUP_GATEWAY_ALLOW_HOST", value_delimiter = ',')]
    allow_host: Vec<Host>,
    /// Other origin whose pages may use the proxy
    #[arg(long, value_name = "ORIGIN", env = "BACKUP_GATEWAY_ALLOW_ORIGIN", value_delimiter = ',')]
    allow_origin: Vec<Origin>,
    /// Name by which browsers reach the gateway, with the port unless it is the usual one
    #[arg(long, value_name = "HOST", env = "BACKUP_GATEWAY_PUBLIC_HOST", value_delimiter = ',')]
    public_host: Vec<Authority>,
    /// Origin that the page may connect to beside its own
    #[arg(long, value_name = "ORIGIN", env = "BACKUP_GATEWAY_CONNECT", value_delimiter = ',')]
    connect: Vec<Origin>,
    /// Origin whose pages may show the page in a frame
    #[arg(long, value_name = "ORIGIN", env = "BACKUP_GATEWAY_FRAME_ANCESTOR", value_delimiter = ',')]
    frame_ancestor: Vec<Origin>,
    /// Confirms that a server in front speaks TLS: without TLS of its own, needed to listen at other than a loopback
    /// address
    #[arg(long, requires = "public_host", env = "BACKUP_GATEWAY_BEHIND_TLS")]
    behind_tls: bool,
    /// Certificate chain in PEM, to speak TLS itself
    #[arg(long, value_name = "FILE", requires = "tls_key", env = "BACKUP_GATEWAY_TLS_CERTIFICATE")]
    tls_certificate: Option<PathBuf>,
    /// Key of the certificate in PEM
    #[arg(long, value_name = "FILE", requires = "tls_certificate", env = "BACKUP_GATEWAY_TLS_KEY")]
    tls_key: Option<PathBuf>,
    /// How the log is written: lines for people, or one object of JSON a line
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = LogFormat::Text, env = "BACKUP_GATEWAY_LOG_FORMAT")]
    log_format: LogFormat,
    /// Address at which /healthz and /metrics (for Prometheus) are asked by any name
    #[arg(long, value_name = "ADDRESS", env = "BACKUP_GATEWAY_OBSERVE")]
    observe: Option<SocketAddr>,
    /// Calls under way at once
    #[arg(long, value_name = "COUNT", default_value_t = 1024, value_parser = value_parser!(u32).range(1..), env = "BACKUP_GATEWAY_MOST_CALLS")]
    most_calls: u32,
    /// Calls of one address in a second; behind a proxy all have that one's address
    #[arg(long, value_name = "COUNT", value_parser = value_parser!(u32).range(1..), env = "BACKUP_GATEWAY_MOST_CALLS_A_SECOND")]
    most_calls_a_second: Option<u32>,
}

/// How the log is written.
#[derive(Clone, Copy, ValueEnum)]
enum LogFormat {
    Text,
    Json,
}

/// Why the gateway does not start.
enum StartError {
    File(FileError),
    Exposed(SocketAddr),
    Tls(PathBuf, String),
    NoSite(PathBuf),
    NoCertificates(io::Error),
    NoListener(SocketAddr, io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => write!(f, "{error}"),
            Self::Tls(file, why) => write!(f, "{}: {why}.", file.display()),
            Self::Exposed(address) => write!(
                f,
                "{address} can be reached from other machines, and tokens would cross the network in clear. \
                 Listen at 127.0.0.1, give --tls-certificate and --tls-key, or put a server that speaks TLS in front and give --behind-tls and --public-host."
            ),
            Self::NoSite(folder) => write!(
                f,
                "{} holds no index.html. Build the console first (cargo xtask build), or name its folder with --site.",
                folder.display()
            ),
            Self::NoCertificates(error) => write!(
                f,
                "The system's root certificates cannot be read: {error}. Install them (package ca-certificates), \
                 or name a file in SSL_CERT_FILE."
            ),
            Self::NoListener(address, error) => {
                write!(f, "Cannot listen at {address}: {error}. Choose another with --listen.")
            }
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    match start().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn start() -> Result<(), StartError> {
    let words: Vec<_> = env::args_os().collect();
    // The file is named on the command line or by the environment, beside settings that may need those of the file.
    let named = words.iter().skip_while(|word| *word != "--config").nth(1).cloned();
    let joined = words.iter().find_map(|word| word.to_str()?.strip_prefix("--config=").map(OsString::from));
    let file = named.or(joined).or_else(|| env::var_os("BACKUP_GATEWAY_CONFIG")).map(PathBuf::from);
    let of_file = file.map(|file| settings::read(&file, &Arguments::command())).transpose();
    let of_file = of_file.map_err(StartError::File)?.unwrap_or_default().into_iter().map(OsString::from);
    let (program, others) = words.split_at(words.len().min(1));
    run(Arguments::parse_from(program.iter().cloned().chain(of_file).chain(others.iter().cloned()))).await
}

/// Writes the log to the error output; what it tells is set by `RUST_LOG`.
fn write_log(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match format {
        LogFormat::Text => log.with_ansi(io::stderr().is_terminal()).init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
}

/// Variables that look like settings and are none. Kubernetes sets some by itself for a service of our name.
fn unknown_variables(names: impl Iterator<Item = OsString>) -> Vec<String> {
    let command = Arguments::command();
    let known: Vec<_> = command.get_arguments().filter_map(clap::Arg::get_env).collect();
    let is_of_kubernetes = |name: &str| ["PORT", "SERVICE_"].iter().any(|first| name.starts_with(first));
    let ours = |name: &str| name.strip_prefix("BACKUP_GATEWAY_").is_some_and(|rest| !is_of_kubernetes(rest));
    let names = names.filter(|name| !known.contains(&name.as_os_str()));
    names.filter_map(|name| name.into_string().ok()).filter(|name| ours(name)).collect()
}

async fn run(arguments: Arguments) -> Result<(), StartError> {
    write_log(arguments.log_format);
    for name in unknown_variables(env::vars_os().map(|(name, _)| name)) {
        tracing::warn!(variable = name, "there is no such setting; --help lists them");
    }
    let tls = tls(&arguments)?;
    if !arguments.listen.ip().is_loopback() && !arguments.behind_tls && tls.is_none() {
        return Err(StartError::Exposed(arguments.listen));
    }
    if !arguments.site.join("index.html").is_file() {
        return Err(StartError::NoSite(arguments.site));
    }
    let cloud = Cloud::public().map_err(StartError::NoCertificates)?;
    let refused = |error| StartError::NoListener(arguments.listen, error);
    let listener = TcpListener::bind(arguments.listen).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    let end = asked_to_end();
    let scheme = if tls.is_some() { "https" } else { "http" };
    println!("Backup Console: {scheme}://{address}/ (requests go to the real cloud)");
    let observe = arguments.observe;
    let (router, observer) = gateway(address, arguments).observed(cloud);
    if let Some(address) = observe {
        let listener =
            TcpListener::bind(address).await.map_err(|error| StartError::NoListener(address, error))?;
        tokio::spawn(serve(listener, observer.router(), pending::<()>()));
    }
    match tls {
        Some(tls) => serve_tls(listener, router, tls, end).await,
        None => serve(listener, router, end).await,
    }
    observer.calls_ended().await;
    Ok(())
}

fn tls(arguments: &Arguments) -> Result<Option<Arc<ServerConfig>>, StartError> {
    let (Some(certificate), Some(key)) = (&arguments.tls_certificate, &arguments.tls_key) else {
        return Ok(None);
    };
    let wrong = |file: &PathBuf| {
        let file = file.clone();
        move |error: &dyn fmt::Display| StartError::Tls(file, error.to_string())
    };
    let chain = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let chain = chain.map_err(|error| wrong(certificate)(&error))?;
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| wrong(key)(&error))?;
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder =
        builder.with_safe_default_protocol_versions().map_err(|error| wrong(certificate)(&error))?;
    let config = builder.with_no_client_auth().with_single_cert(chain, secret);
    Ok(Some(Arc::new(config.map_err(|error| wrong(key)(&error))?)))
}

fn gateway(address: SocketAddr, arguments: Arguments) -> Gateway {
    let mut gateway = Gateway::new(address).site(arguments.site).most_calls(arguments.most_calls);
    if let Some(calls) = arguments.most_calls_a_second {
        gateway = gateway.most_calls_a_second(calls);
    }
    gateway = arguments.allow_host.into_iter().fold(gateway, Gateway::allow_host);
    gateway = arguments.allow_origin.into_iter().fold(gateway, Gateway::allow_origin);
    gateway = arguments.public_host.iter().fold(gateway, Gateway::public_host);
    gateway = arguments.connect.into_iter().fold(gateway, Gateway::connect);
    arguments.frame_ancestor.into_iter().fold(gateway, Gateway::frame_ancestor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_that_are_no_settings_are_named() {
        let set = |names: &[&str]| unknown_variables(names.iter().map(OsString::from));
        assert_eq!(
            set(&["BACKUP_GATEWAY_LISTN", "BACKUP_GATEWAY_TLS_CERT", "BACKUP_CONSOLE", "PATH"]),
            ["BACKUP_GATEWAY_LISTN", "BACKUP_GATEWAY_TLS_CERT"]
        );
        let settings = Arguments::command();
        let settings = settings.get_arguments().filter_map(|argument| argument.get_env()?.to_str());
        assert!(set(&Vec::from_iter(settings)).is_empty());
        // What Kubernetes sets for a service.
        assert!(
            set(&["BACKUP_GATEWAY_PORT_80_TCP", "BACKUP_GATEWAY_SERVICE_HOST", "BACKUP_GATEWAY_PORT"])
                .is_empty()
        );
    }

    fn shipped(file: &str) -> String {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/deploy/gateway/");
        std::fs::read_to_string(format!("{folder}{file}")).unwrap()
    }

    /// The file of settings, also with all that it proposes.
    #[test]
    fn the_shipped_settings_are_settings() {
        let shipped = shipped("backup-gateway.conf");
        let lines = shipped.lines().map(|line| match line.strip_prefix('#') {
            Some(proposed) if proposed.starts_with(|first: char| first.is_ascii_lowercase()) => proposed,
            _ => line,
        });
        let whole = lines.collect::<Vec<_>>().join("\n");
        assert_ne!(whole, shipped);
        let file = env::temp_dir().join(format!("backup-gateway-shipped-{}", std::process::id()));
        for text in [shipped, whole] {
            std::fs::write(&file, text).unwrap();
            let options =
                settings::read(&file, &Arguments::command()).map_err(|error| error.to_string()).unwrap();
            assert!(options.len() >= 4, "{options:?}");
            Arguments::try_parse_from([vec!["backup-gateway".to_owned()], options].concat()).unwrap();
        }
        std::fs::remove_file(file).unwrap();
    }

    #[test]
    fn the_shipped_variables_are_settings() {
        let image = shipped("Containerfile");
        let pods = shipped("kubernetes.yaml");
        let given = |text: &str, name: &str, value: &str| -> Vec<String> {
            let lines = text.lines().filter_map(|line| line.split_once(name)?.1.split_once(value));
            lines.map(|(name, value)| format!("{name}={}", value.trim_end_matches(['"', ' ', '}']))).collect()
        };
        let variables = [
            given(&image, "ENV ", "="),
            given(&pods, "- { name: BACKUP_GATEWAY", ", value: \"")
                .into_iter()
                .map(|rest| format!("BACKUP_GATEWAY{rest}"))
                .collect(),
        ]
        .concat();
        assert_eq!(variables.len(), 5, "{variables:?}");
        let options = variables.iter().map(|variable| {
            let (name, value) = variable.split_once('=').unwrap();
            let command = Arguments::command();
            let option =
                command.get_arguments().find(|option| option.get_env().is_some_and(|known| known == name));
            let long =
                option.unwrap_or_else(|| panic!("{name} is no setting")).get_long().unwrap().to_owned();
            if value == "true" { format!("--{long}") } else { format!("--{long}={value}") }
        });
        Arguments::try_parse_from(["backup-gateway".to_owned()].into_iter().chain(options)).unwrap();
    }
}
