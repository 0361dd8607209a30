//! The cloud services whose backups the console works on.

use std::fmt;

/// A cloud service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Service {
    /// GaussDB, the distributed relational database.
    GaussDb,
    /// Database Security Service, which audits databases.
    Dbss,
    /// Volume Backup Service; open to existing customers only.
    Vbs,
    /// Cloud Backup and Recovery, into which the functions of VBS went.
    Cbr,
    /// Document Database Service.
    Dds,
    /// GeminiDB, the multi-model NoSQL database.
    GeminiDb,
    /// Identity and Access Management, which issues tokens.
    Iam,
}

impl Service {
    /// Every service.
    pub const ALL: [Self; 7] =
        [Self::GaussDb, Self::Dbss, Self::Vbs, Self::Cbr, Self::Dds, Self::GeminiDb, Self::Iam];

    /// The name a person knows it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GaussDb => "GaussDB",
            Self::Dbss => "DBSS",
            Self::Vbs => "VBS",
            Self::Cbr => "CBR",
            Self::Dds => "DDS",
            Self::GeminiDb => "GeminiDB",
            Self::Iam => "IAM",
        }
    }

    /// The name it has in routes and settings.
    pub const fn key(self) -> &'static str {
        match self {
            Self::GaussDb => "gaussdb",
            Self::Dbss => "dbss",
            Self::Vbs => "vbs",
            Self::Cbr => "cbr",
            Self::Dds => "dds",
            Self::GeminiDb => "geminidb",
            Self::Iam => "iam",
        }
    }

    /// The name it has in the regions table, mostly the first label of its hosts.
    pub const fn table_key(self) -> &'static str {
        match self {
            Self::GaussDb => "gaussdb-opengauss",
            Self::GeminiDb => "gaussdb-nosql",
            other => other.key(),
        }
    }

    /// Whether its endpoints are derived from another service's instead of published.
    ///
    /// VBS stands at the host of EVS with `evs` replaced by `vbs`, as the vendor's older SDK has it.
    pub const fn has_derived_endpoints(self) -> bool {
        matches!(self, Self::Vbs)
    }

    /// The service that took over what this one did.
    pub const fn successor(self) -> Option<Self> {
        match self {
            Self::Vbs => Some(Self::Cbr),
            _ => None,
        }
    }

    /// The service with this [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.key() == key)
    }

    /// The service whose backups have ids like this one, by the two letters and two digits at its end.
    ///
    /// The vendor's examples all follow this; no document promises it, so it serves hints only.
    pub fn of_backup_id(id: &str) -> Option<Self> {
        match id.get(id.len().checked_sub(4)?..)? {
            "br14" => Some(Self::GaussDb),
            "br02" => Some(Self::Dds),
            "br06" => Some(Self::GeminiDb),
            _ => None,
        }
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
