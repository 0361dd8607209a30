//! What no proxy may let through, and what each has to.

/// Names that are no host names; parsers disagree on what many of them mean.
pub const MALFORMED: [&str; 30] = [
    "",
    ".",
    "localhost",
    "127.0.0.1",
    "127.1",
    "0177.0.0.1",
    "0x7f000001",
    "0x7f.0x0.0x0.0x1",
    "2130706433",
    "①②⑦.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "::1",
    "DDS.ap-southeast-1.MYHUAWEICLOUD.COM",
    "dds.ap-southeast-1.myhuaweicloud.com.",
    "dds.ap-southeast-1.myhuaweicloud.com:443",
    "dds.ap-southeast-1.myhuaweicloud.com:22",
    "user:p@dds.ap-southeast-1.myhuaweicloud.com",
    "%64ds.ap-southeast-1.myhuaweicloud.com",
    "evil.com%2f.myhuaweicloud.com",
    "evil.com?.myhuaweicloud.com",
    "evil.com#.myhuaweicloud.com",
    "evil.com\\.myhuaweicloud.com",
    "x.my\thuaweicloud.com",
    "dds..myhuaweicloud.com",
    "-x.myhuaweicloud.com",
    "x-.myhuaweicloud.com",
    "x_y.myhuaweicloud.com",
    "xn--dds-zna.myhuaweicloud.com",
    "https:",
];

/// Good names that nobody let through.
pub const UNLISTED: [&str; 7] = [
    "myhuaweicloud.com",
    "www.myhuaweicloud.com",
    "evilmyhuaweicloud.com",
    "dds.ap-southeast-1.myhuaweicloud.com.evil.com",
    "xdds.ap-southeast-1.myhuaweicloud.com",
    "metadata.google.internal",
    "evil.com",
];

/// Paths with a segment that some server takes for `.` or `..`.
pub const DOT_SEGMENTS: [&str; 15] = [
    "/..",
    "/.",
    "/../",
    "/v3/../x",
    "/v3/./x",
    "/v3/%2e%2e/x",
    "/v3/%2E./x",
    "/v3/.%2e",
    "/v3/%2e",
    "/v3/..%2fx",
    "/v3/x%2F..%2Fy",
    "/v3/x%5c..%5Cy",
    "/v3/..;a=b/x",
    "/v3/..%3ba/x",
    "/v3/x/..?q=1",
];

/// Origins of pages that nobody let in, beside `https://portal.example`, which may be.
pub const FOREIGN_ORIGINS: [&str; 10] = [
    "https://evil.example",
    "null",
    "*",
    "https://portal.example.evil.com",
    "https://evil-portal.example",
    "https://portal.example:8443",
    "http://portal.example",
    "HTTPS://PORTAL.EXAMPLE",
    "https://portal.example/",
    "https://portal.example, https://evil.example",
];

/// The headers of a call that reach the cloud as they are.
pub const RELAYED: [(&str, &str); 11] = [
    ("accept", "*/*"),
    ("authorization", "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=00"),
    ("content-type", "application/json;charset=UTF-8 ; x=\"Y\""),
    ("x-auth-token", "token"),
    ("x-domain-id", "domain"),
    ("x-language", "en-us"),
    ("x-project-id", "project"),
    ("x-sdk-content-sha256", "UNSIGNED-PAYLOAD"),
    ("x-sdk-date", "20261122T000000Z"),
    ("x-security-token", "security"),
    ("x-subject-token", "subject"),
];
