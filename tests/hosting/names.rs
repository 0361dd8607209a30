//! A name server for which every name has the same address: loopback.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
};

use backup_gateway::Lookup;
use tokio::net::UdpSocket;

/// Starts it; it ends with the test.
pub async fn serve() -> SocketAddr {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        let mut query = [0; 512];
        loop {
            let (length, client) = socket.recv_from(&mut query).await.unwrap();
            if let Some(answer) = answer(&query[..length]) {
                socket.send_to(&answer, client).await.unwrap();
            }
        }
    });
    address
}

/// The question again, and an address if it asks for one of IPv4.
fn answer(query: &[u8]) -> Option<Vec<u8>> {
    let name_end = 12 + query.get(12..)?.iter().position(|byte| *byte == 0)?;
    let question = query.get(12..name_end + 5)?;
    let wants_ipv4 = question.get(question.len() - 4..)? == [0, 1, 0, 1];
    let mut answer = query.get(..2)?.to_vec();
    answer.extend([0x81, 0x80, 0, 1, 0, u8::from(wants_ipv4), 0, 0, 0, 0]);
    answer.extend(question);
    if wants_ipv4 {
        // The name in the question; type, class, seconds to live, length.
        answer.extend([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4]);
        answer.extend(Ipv4Addr::LOCALHOST.octets());
    }
    Some(answer)
}

/// The same for our own gateway, which is also told the port.
#[derive(Clone)]
pub struct Names(pub SocketAddr);

impl Lookup for Names {
    async fn addresses(&self, _: &str) -> io::Result<Vec<SocketAddr>> {
        Ok(vec![self.0])
    }
}
