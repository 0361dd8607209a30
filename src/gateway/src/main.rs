//! The gateway to the real cloud.

use std::fmt;
use std::io::{self, IsTerminal};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use backup_gateway::{Cloud, Gateway, Host, Origin, serve};
use clap::Parser;
use http::uri::Authority;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// Serves the console, and relays its requests to the cloud's own hosts and to no others.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Address to listen at
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Folder of the built console
    #[arg(long, value_name = "FOLDER", default_value = "dist")]
    site: PathBuf,
    /// Host to let through beside those of the regions table (may be repeated, like all that follow)
    #[arg(long, value_name = "HOST")]
    allow_host: Vec<Host>,
    /// Other origin whose pages may use the proxy
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<Origin>,
    /// Name by which browsers reach the gateway, with the port unless it is the usual one
    #[arg(long, value_name = "HOST")]
    public_host: Vec<Authority>,
    /// Origin that the page may connect to beside its own
    #[arg(long, value_name = "ORIGIN")]
    connect: Vec<Origin>,
    /// Origin whose pages may show the page in a frame
    #[arg(long, value_name = "ORIGIN")]
    frame_ancestor: Vec<Origin>,
    /// Confirms that a server in front speaks TLS: needed to listen at other than a loopback address
    #[arg(long, requires = "public_host")]
    behind_tls: bool,
}

/// Why the gateway does not start.
enum StartError {
    Exposed(SocketAddr),
    NoSite(PathBuf),
    NoCertificates(io::Error),
    NoListener(SocketAddr, io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exposed(address) => write!(
                f,
                "{address} can be reached from other machines, and tokens would cross the network in clear. \
                 Listen at 127.0.0.1, or put a server that speaks TLS in front and give --behind-tls and --public-host."
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
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let colours = io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(io::stderr).init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), StartError> {
    if !arguments.listen.ip().is_loopback() && !arguments.behind_tls {
        return Err(StartError::Exposed(arguments.listen));
    }
    if !arguments.site.join("index.html").is_file() {
        return Err(StartError::NoSite(arguments.site));
    }
    let cloud = Cloud::public().map_err(StartError::NoCertificates)?;
    let refused = |error| StartError::NoListener(arguments.listen, error);
    let listener = TcpListener::bind(arguments.listen).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    println!("Backup Console: http://{address}/ (requests go to the real cloud)");
    serve(listener, gateway(address, arguments).router(cloud), tokio::signal::ctrl_c()).await;
    Ok(())
}

fn gateway(address: SocketAddr, arguments: Arguments) -> Gateway {
    let mut gateway = Gateway::new(address).site(arguments.site);
    gateway = arguments.allow_host.into_iter().fold(gateway, Gateway::allow_host);
    gateway = arguments.allow_origin.into_iter().fold(gateway, Gateway::allow_origin);
    gateway = arguments.public_host.iter().fold(gateway, Gateway::public_host);
    gateway = arguments.connect.into_iter().fold(gateway, Gateway::connect);
    arguments.frame_ancestor.into_iter().fold(gateway, Gateway::frame_ancestor)
}
