//! Which addresses are of the public Internet.
//!
//! A table of our own, since the standard library's methods do not know all that leads back inside.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Special IPv4 networks: first address and length of the prefix.
const SPECIAL_V4: [([u8; 4], u32); 15] = [
    ([0, 0, 0, 0], 8),       // this network
    ([10, 0, 0, 0], 8),      // private
    ([100, 64, 0, 0], 10),   // carrier-grade NAT
    ([127, 0, 0, 0], 8),     // loopback
    ([169, 254, 0, 0], 16),  // link-local, cloud metadata
    ([172, 16, 0, 0], 12),   // private
    ([192, 0, 0, 0], 24),    // protocol assignments
    ([192, 0, 2, 0], 24),    // documentation
    ([192, 88, 99, 0], 24),  // 6to4 relays
    ([192, 168, 0, 0], 16),  // private
    ([198, 18, 0, 0], 15),   // benchmarks
    ([198, 51, 100, 0], 24), // documentation
    ([203, 0, 113, 0], 24),  // documentation
    ([224, 0, 0, 0], 4),     // multicast
    ([240, 0, 0, 0], 4),     // reserved, broadcast
];

/// Special IPv6 networks within 2000::/3, the only part that is global unicast. Outside of it are loopback,
/// IPv4 in IPv6 (mapped, compatible, NAT64), unique local, link-local and multicast.
const SPECIAL_V6: [([u16; 3], u32); 4] = [
    ([0x2001, 0, 0], 23),     // protocol assignments: Teredo, ORCHID, benchmarks
    ([0x2001, 0xdb8, 0], 32), // documentation
    ([0x2002, 0, 0], 16),     // 6to4
    ([0x3fff, 0, 0], 20),     // documentation
];

/// Whether the gateway may dial this address.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !SPECIAL_V4.iter().any(|(network, length)| {
            let mask = u32::MAX << (32 - length);
            (u32::from(address) ^ u32::from(Ipv4Addr::from(*network))) & mask == 0
        }),
        IpAddr::V6(address) => {
            let within = |[a, b, c]: [u16; 3], length: u32| {
                let network = u128::from(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0));
                (u128::from(address) ^ network) & (u128::MAX << (128 - length)) == 0
            };
            within([0x2000, 0, 0], 3) && !SPECIAL_V6.iter().any(|(network, length)| within(*network, *length))
        }
    }
}
