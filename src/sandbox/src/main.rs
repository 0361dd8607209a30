//! The emulated cloud as a server.

use std::{fmt, io, net::SocketAddr, path::PathBuf, process::ExitCode};

use backup_gateway::{Gateway, Origin};
use backup_model::{
    catalogue::Entry, endpoint::Endpoint, moment::Moment, operation::Invalid, operations::CATALOGUE, region,
};
use backup_sandbox::{Emulator, SENTINELS, Sandbox, seed};
use clap::Parser;
use tracing_subscriber::EnvFilter;

/// Answers as the cloud would, over data of its own, and serves the console before it.
#[derive(Parser)]
#[command(version, after_help = sentinels())]
struct Arguments {
    /// Address to listen at; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Folder of the built console; without it there is only the cloud
    #[arg(long, value_name = "FOLDER")]
    site: Option<PathBuf>,
    /// Folder of pages that embed the console, served below /examples
    #[arg(long, value_name = "FOLDER", requires = "site")]
    examples: Option<PathBuf>,
    /// Other origin whose pages may use the proxy (may be repeated)
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<Origin>,
    /// The fewest backups of each list: more of the past are told then
    #[arg(long, value_name = "NUMBER", default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=100_000))]
    backups: u64,
    /// Where the cloud's clock stands at the start, such as 2026-11-25T20:00:00Z; the present time by default
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    clock: Option<u64>,
}

fn seconds(text: &str) -> Result<u64, NoTime> {
    let moment = Moment::read(text).ok_or(NoTime)?;
    u64::try_from(moment.millis() / 1000).map_err(|_| NoTime)
}

/// What is no time.
#[derive(Debug)]
struct NoTime;

impl std::error::Error for NoTime {}

impl fmt::Display for NoTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write a time such as 2026-11-25T20:00:00Z")
    }
}

/// The example of a portal, in the folder of examples.
const PORTAL: &str = "portal/";

/// Why the server does not start.
enum StartError {
    Exposed(SocketAddr),
    NoSite(PathBuf),
    NoExample(PathBuf),
    NoListener(SocketAddr, io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exposed(address) => {
                write!(f, "{address} can be reached from other machines. Listen at 127.0.0.1.")
            }
            Self::NoSite(folder) => write!(
                f,
                "{} holds no index.html. Build the console first (cargo xtask build), or leave --site out.",
                folder.display()
            ),
            Self::NoExample(folder) => {
                write!(
                    f,
                    "{} holds no {PORTAL}index.html. Name www/examples, or leave --examples out.",
                    folder.display()
                )
            }
            Self::NoListener(address, error) => {
                write!(f, "Cannot listen at {address}: {error}. Choose another with --listen.")
            }
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), StartError> {
    let Arguments { listen, site, examples, allow_origin, backups, clock } = arguments;
    if !listen.ip().is_loopback() {
        return Err(StartError::Exposed(listen));
    }
    if let Some(site) = site.as_ref().filter(|site| !site.join("index.html").is_file()) {
        return Err(StartError::NoSite(site.clone()));
    }
    if let Some(examples) =
        examples.as_ref().filter(|folder| !folder.join(PORTAL).join("index.html").is_file())
    {
        return Err(StartError::NoExample(examples.clone()));
    }
    let pages = Pages { console: site.is_some(), portal: examples.is_some() };
    let configure = |gateway| {
        let gateway = site.into_iter().fold(gateway, Gateway::site);
        let folder = |gateway: Gateway, examples| gateway.folder("/examples", examples);
        let gateway = examples.into_iter().fold(gateway, folder);
        allow_origin.into_iter().fold(gateway, Gateway::allow_origin)
    };
    let refused = |error| StartError::NoListener(listen, error);
    let emulator = Emulator::with_backups(backups);
    if let Some(clock) = clock {
        emulator.set_clock(clock);
    }
    let sandbox = Sandbox::over(emulator, listen, configure).await.map_err(refused)?;
    println!("{}", welcome(sandbox.address(), &pages));
    let _ = tokio::signal::ctrl_c().await;
    sandbox.stop().await;
    Ok(())
}

/// What is served beside the cloud.
struct Pages {
    console: bool,
    portal: bool,
}

fn welcome(address: SocketAddr, pages: &Pages) -> String {
    let console =
        pages.console.then(|| format!("Backup Console: http://{address}/ (the cloud is emulated)\n"));
    let portal = pages
        .portal
        .then(|| format!("In a portal:    http://{address}/examples/{PORTAL} (an example of embedding)\n"));
    let pages: String = [console, portal].into_iter().flatten().collect();
    let examples: Vec<String> = CATALOGUE.iter().filter_map(|entry| example(address, entry).ok()).collect();
    let guarded = format!("{} (id {}, passcode {})", seed::MFA_USER, seed::MFA_USER_ID, seed::PASSCODE);
    let users = [
        seed::USER,
        &guarded,
        seed::READ_ONLY_USER,
        seed::DENIED_USER,
        seed::LOCKED_USER,
        seed::CONSOLE_ONLY_USER,
    ]
    .join(", ");
    format!(
        "{pages}Emulated cloud: http://{address} for every Host of the cloud\n\
         \n\
         Region   {}\n\
         Project  {}\n\
         Token    {}\n\
         Refused  {} (expired), {} (no permission)\n\
         Key      {} with secret {}\n\
         Users    {users}\n\
         \x20        of account {}, password {}\n\
         \n\
         {}\n\
         \n\
         Projects that make the cloud misbehave: --help lists them. Ctrl-C ends.",
        seed::REGION,
        seed::PROJECT,
        seed::TOKEN,
        seed::EXPIRED_TOKEN,
        seed::READ_ONLY_TOKEN,
        seed::ACCESS_KEY,
        seed::SECRET_KEY,
        seed::ACCOUNT,
        seed::PASSWORD,
        examples.join("\n"),
    )
}

/// The document's example as a command.
fn example(address: SocketAddr, entry: &Entry) -> Result<String, Vec<Invalid>> {
    let endpoint: Option<Endpoint> = region::endpoint(entry.service, seed::REGION);
    let endpoint = endpoint.ok_or_else(Vec::new)?;
    let request = entry.plan(&entry.example(), seed::PROJECT, endpoint)?.request;
    let body = match &request.body {
        Some(body) => format!(" -H 'Content-Type: application/json' -d '{body}'"),
        None => String::new(),
    };
    Ok(format!(
        "curl -X {} -H 'Host: {}' -H 'X-Auth-Token: {}'{body} 'http://{address}{}{}'",
        request.method,
        request.endpoint.authority(),
        seed::TOKEN,
        request.path,
        request.query_string(),
    ))
}

fn sentinels() -> String {
    let rows = SENTINELS.iter().map(|sentinel| format!("  {}  {}", sentinel.project(), sentinel.what));
    let rows: Vec<String> = rows.collect();
    format!("Projects that make the cloud misbehave, for every operation:\n{}", rows.join("\n"))
}
