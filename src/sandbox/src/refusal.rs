//! How the services refuse: each in an envelope of its own.

use backup_model::{request::Response, service::Service};
use serde_json::{Value as Json, json};

use crate::{answer, identity::Access};

/// A refusal in the envelope of whoever refuses.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: u16,
    code: &'static str,
    message: String,
    envelope: Envelope,
}

/// The shape that a refusal comes in.
#[derive(Debug)]
enum Envelope {
    /// The gateway before all services, with the request id in the body.
    Gateway,
    /// GaussDB, DDS, GeminiDB and CBR, and IAM in part.
    Database,
    /// DBSS, where the authorization service may have refused.
    Dbss { denied: bool },
    /// VBS itself.
    Vbs,
    /// IAM.
    Iam { title: &'static str },
    /// Cinder, on which VBS is built. The code is the status, as a number or a text.
    Cinder { fault: &'static str, code_as_text: bool },
}

impl Refusal {
    pub(crate) fn gateway(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), envelope: Envelope::Gateway }
    }

    /// Status 401 of the gateway, with the reason that follows its fixed words.
    pub(crate) fn unauthenticated(reason: impl std::fmt::Display) -> Self {
        Self::gateway(401, "APIGW.0301", format!("Incorrect IAM authentication information: {reason}"))
    }

    /// Nothing answers at this host, path and method.
    pub(crate) fn no_such_api() -> Self {
        Self::gateway(
            404,
            "APIGW.0101",
            "The API does not exist or has not been published in the environment",
        )
    }

    pub(crate) fn database(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), envelope: Envelope::Database }
    }

    pub(crate) fn dbss(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), envelope: Envelope::Dbss { denied: false } }
    }

    pub(crate) fn vbs(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), envelope: Envelope::Vbs }
    }

    pub(crate) fn cinder(status: u16, fault: &'static str, message: impl Into<String>) -> Self {
        let envelope = Envelope::Cinder { fault, code_as_text: false };
        Self { status, code: "", message: message.into(), envelope }
    }

    pub(crate) fn iam(status: u16, title: &'static str, message: impl Into<String>) -> Self {
        Self { status, code: "", message: message.into(), envelope: Envelope::Iam { title } }
    }

    /// IAM, where it has a code of its own.
    pub(crate) fn iam_code(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self::database(status, code, message)
    }

    /// A backup is not in a status in which that can be done with it.
    pub(crate) fn backup_status() -> Self {
        Self::database(400, "DBS.201208", "The operation is not allowed in the backup status.")
    }

    /// A parameter is wrong, in the words of the service.
    pub(crate) fn bad_parameter(service: Service, what: impl std::fmt::Display) -> Self {
        match service {
            Service::GaussDb | Service::Dds | Service::GeminiDb => {
                Self::database(400, "DBS.200001", format!("Parameter error: {what}."))
            }
            Service::Cbr => Self::database(400, "BackupService.0400", format!("Invalid parameter: {what}.")),
            Service::Dbss => Self::dbss(400, "DBSS.10000001", format!("Invalid request parameter: {what}.")),
            Service::Vbs => Self::cinder(400, "badRequest", format!("Invalid input: {what}.")),
            Service::Iam => Self::iam(400, "Bad Request", format!("Invalid request: {what}.")),
        }
    }

    /// An id in the path is not of its form.
    pub(crate) fn bad_id(service: Service, parameter: &str) -> Self {
        match (service, parameter) {
            (Service::GaussDb | Service::Dds | Service::GeminiDb, "backup_id") => {
                Self::database(400, "DBS.280124", "Invalid backup ID.")
            }
            _ => Self::bad_parameter(service, format_args!("{parameter} is invalid")),
        }
    }

    /// The project in the path is not that of the credential.
    pub(crate) fn other_project(service: Service, in_path: &str, of_caller: &str) -> Self {
        const WORDS: &str = "URL's projectId is not equal token's projectId";
        match service {
            Service::GaussDb => Self::database(403, "DBS.200010", WORDS),
            Service::Dds => Self::database(400, "DBS.280408", WORDS),
            Service::GeminiDb => Self::database(403, "DBS.201028", WORDS),
            Service::Dbss => Self::dbss(401, "DBSS.10020100", WORDS),
            Service::Cbr => Self::database(403, "BackupService.0403", WORDS),
            Service::Vbs | Service::Iam => Self {
                status: 400,
                code: "401",
                message: format!(
                    "Malformed request URL: URL's project_id '{in_path}' doesn't match Context's project_id '{of_caller}'"
                ),
                envelope: Envelope::Cinder { fault: "badRequest", code_as_text: true },
            },
        }
    }

    /// The caller lacks a permission. Services and the kind of authorization decide on status and shape.
    pub(crate) fn forbidden(service: Service, access: Access, action: &str) -> Self {
        let by_role = access == Access::ReadOnly;
        let policy = format!("Policy doesn't allow {action} to be performed.");
        match (service, by_role) {
            (Service::GaussDb, true) => Self::database(403, "DBS.280015", policy),
            (Service::GaussDb, false) => Self::database(403, "DBS.200010", "No permission or not found."),
            (Service::Dds, true) => Self::database(400, "DBS.280015", policy),
            (Service::Dds, false) => Self::database(401, "DBS.280064", "PDP authentication failed."),
            (Service::GeminiDb, true) => Self::database(400, "DBS.280015", policy),
            (Service::GeminiDb, false) => Self::database(500, "DBS.280064", "PDP authentication failed."),
            (Service::Cbr, _) => Self::database(403, "BackupService.0403", policy),
            (Service::Dbss, true) => Self::dbss(403, "DBSS.10020403", policy),
            (Service::Dbss, false) => Self {
                status: 403,
                code: "DBSS.10020403",
                message: policy,
                envelope: Envelope::Dbss { denied: true },
            },
            (Service::Vbs | Service::Iam, true) => Self::cinder(403, "forbidden", policy),
            (Service::Vbs | Service::Iam, false) => {
                Self::vbs(403, "VolumeBackup.0042", "The tenant has no rights to perform the operation.")
            }
        }
    }

    /// A refusal of the service with the same words everywhere.
    pub(crate) fn in_words(service: Service, words: &'static str) -> Self {
        Self { code: words, message: words.to_owned(), ..Self::bad_parameter(service, "") }
    }

    /// The service itself fails.
    pub(crate) fn fault(service: Service) -> Self {
        const WORDS: &str = "Server failure. Try again later.";
        match service {
            Service::GaussDb | Service::GeminiDb => Self::database(500, "DBS.200000", WORDS),
            Service::Dds => Self::database(500, "DBS.201509", "OBS service exception."),
            Service::Cbr => Self::database(500, "BackupService.0500", WORDS),
            Service::Dbss => Self::dbss(500, "DBSS.11000000", "Internal server error."),
            Service::Vbs | Service::Iam => Self::cinder(500, "computeFault", WORDS),
        }
    }

    /// The response that carries it.
    pub(crate) fn into_response(self, request_id: &str) -> Response {
        let mut response = answer::json(self.status, &self.body(request_id));
        if self.status == 429 {
            response.headers.push(("retry-after".to_owned(), "1".to_owned()));
        }
        response
    }

    fn body(&self, request_id: &str) -> Json {
        let Self { status, code, message, envelope } = self;
        match envelope {
            Envelope::Gateway => {
                json!({ "error_msg": message, "error_code": code, "request_id": request_id })
            }
            Envelope::Database | Envelope::Dbss { denied: false } => {
                json!({ "error_code": code, "error_msg": message })
            }
            Envelope::Dbss { denied: true } => json!({
                "error_code": code,
                "error_msg": message,
                "details": [{ "error_code": "PDP5.0403", "error_msg": "No identity policy allows the action." }],
                "encoded_authorization_message": "RW11bGF0ZWQ6IGFuIGFkbWluaXN0cmF0b3IgY2FuIGRlY29kZSB0aGlzLg==",
            }),
            Envelope::Vbs => json!({ "error": { "message": message, "code": code } }),
            Envelope::Iam { title } => {
                json!({ "error": { "code": status, "message": message, "title": title } })
            }
            Envelope::Cinder { fault, code_as_text: true } => {
                json!({ *fault: { "message": message, "code": code } })
            }
            Envelope::Cinder { fault, code_as_text: false } => {
                json!({ *fault: { "message": message, "code": status } })
            }
        }
    }
}
