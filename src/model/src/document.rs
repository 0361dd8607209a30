//! What a document says of an operation beyond what a call needs.
//!
//! It stays beside the operation, in its file, but no call names it: what only calls does not carry it.

use crate::service::Service;

/// What the document says beyond what a call needs.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// The vendor's name for the operation in the API Explorer, where there is one.
    pub api_name: Option<&'static str>,
    /// Where that is written.
    pub source: Source,
    /// What the operation works on and what not.
    pub limits: &'static [Limit],
    /// The documented statuses and what they mean.
    pub statuses: &'static [Status],
    /// Where the document contradicts itself, and what the console does about it.
    pub remarks: &'static [&'static str],
    /// The document's example.
    pub example: Example,
}

/// What the vendor's tools call an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Tools {
    /// The service, as KooCLI and the API Explorer name it.
    pub service: &'static str,
    /// The operation, as they name it.
    pub operation: &'static str,
    /// The package of the Python SDK.
    pub package: &'static str,
    /// The class of its client.
    pub client: &'static str,
}

impl Document {
    /// What the vendor's tools call the operation, where they have it.
    pub fn tools(&self, service: Service) -> Option<Tools> {
        let operation = self.api_name?;
        let [service, package, client] = match service {
            Service::GaussDb => {
                ["GaussDBforopenGauss", "huaweicloudsdkgaussdbforopengauss.v3", "GaussDBforopenGaussClient"]
            }
            Service::Dbss => ["DBSS", "huaweicloudsdkdbss.v1", "DbssClient"],
            Service::Dds => ["DDS", "huaweicloudsdkdds.v3", "DdsClient"],
            Service::GeminiDb => {
                ["GaussDBforNoSQL", "huaweicloudsdkgaussdbfornosql.v3", "GaussDBforNoSQLClient"]
            }
            Service::Cbr => ["CBR", "huaweicloudsdkcbr.v1", "CbrClient"],
            Service::Iam => ["IAM", "huaweicloudsdkiam.v3", "IamClient"],
            // Neither has it.
            Service::Vbs => return None,
        };
        Some(Tools { service, operation, package, client })
    }
}

/// A limit of an operation, with a word for what it limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Limit {
    /// What is limited: backups, engines, scope.
    pub subject: &'static str,
    /// To what.
    pub text: &'static str,
}

/// A documented status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Status {
    /// The HTTP status.
    pub code: u16,
    /// Its name, where the document gives one.
    pub name: &'static str,
    /// What the document says of it.
    pub meaning: &'static str,
}

/// What an operation follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Source {
    /// Its title.
    pub title: &'static str,
    /// Its address.
    pub url: &'static str,
    /// The day it was last changed, `YYYY-MM-DD`, where it says so.
    pub updated: Option<&'static str>,
    /// The same operation in the vendor's API Explorer.
    pub explorer: Option<&'static str>,
    /// The vendor's SDK with this operation.
    pub sdk: Option<&'static str>,
}

/// The document's example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The project in it, where it acts in one.
    pub project: Option<&'static str>,
    /// The body that came back.
    pub answer: &'static str,
}
