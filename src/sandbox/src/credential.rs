//! Finds out who calls, as the gateway before all services does.

use backup_model::service::Service;
use backup_signer::{Refused, SdkDate, SecretKey, UnsignedPayload, Verified, verify};

use crate::{
    clock,
    host::Site,
    identity::{Caller, Key, Scope},
    received::Received,
    refusal::Refusal,
    state::State,
};

/// A sixth wrong signature in a row locks the key for five minutes.
const MOST_WRONG: u32 = 5;
const LOCK_SECONDS: u64 = 5 * 60;

/// Why a caller is not known.
pub(crate) enum Unknown {
    /// There is neither a token nor a signature.
    Missing,
    /// The token is none, or of another region.
    Unreadable,
    /// When it expired, in seconds since 1970.
    Expired(u64),
    /// What is wrong with the signature.
    Signature(String),
}

impl Unknown {
    /// In the words of the gateway, or of IAM where that is what was called.
    pub(crate) fn refusal(self, service: Service) -> Refusal {
        match (self, service) {
            (Self::Missing, Service::Iam) => {
                Refusal::iam(401, "Unauthorized", "The request you have made requires authentication.")
            }
            (Self::Unreadable, Service::Iam) => {
                Refusal::iam_code(401, "IAM.0067", "The access token is invalid.")
            }
            (Self::Expired(_), Service::Iam) => {
                Refusal::iam(401, "Unauthorized", "The token must be updated")
            }
            (Self::Missing, _) => Refusal::unauthenticated("x-auth-token not found"),
            (Self::Unreadable, _) => Refusal::unauthenticated("decrypt token fail"),
            (Self::Expired(at), _) => {
                Refusal::unauthenticated(format_args!("token expires, expires_at: {}", clock::with_zone(at)))
            }
            (Self::Signature(reason), _) => Refusal::unauthenticated(reason),
        }
    }
}

/// The caller by token or, where there is none, by signature.
pub(crate) fn authenticate(
    state: &mut State,
    request: &Received,
    site: &Site,
    now: u64,
) -> Result<Caller, Unknown> {
    let token = request.header("x-auth-token").filter(|token| !token.is_empty());
    match token {
        Some(token) => by_token(state, token, site, now),
        None if request.header("authorization").is_some() => by_signature(state, request, site, now),
        None => Err(Unknown::Missing),
    }
}

fn by_token(state: &State, text: &str, site: &Site, now: u64) -> Result<Caller, Unknown> {
    let token = state.tokens.iter().find(|token| token.text == text).ok_or(Unknown::Unreadable)?;
    if token.expires <= now {
        return Err(Unknown::Expired(token.expires));
    }
    let caller = Caller { user: token.user, scope: token.scope.clone() };
    // A token of another region cannot be read here. IAM reads all.
    match caller.project().and_then(|project| state.region_of(project)) {
        Some(region) if site.service != Service::Iam && region != site.region => Err(Unknown::Unreadable),
        _ => Ok(caller),
    }
}

fn by_signature(state: &mut State, request: &Received, site: &Site, now: u64) -> Result<Caller, Unknown> {
    let headers: Vec<_> =
        request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let Received { method, host, path, query, body, .. } = request;
    let received = backup_signer::Received { method, host, path, query, headers: &headers, body };
    let mut key = None;
    let checked = verify(&received, SdkDate::from_unix_seconds(now), UnsignedPayload::Refuse, |access| {
        key = state.keys.iter().find(|key| key.access == access.as_str()).cloned();
        secret(key.as_ref()?)
    });
    if let Some(key) = &key {
        count(state, key, &checked, now)?;
    }
    let verified = checked.map_err(|refused| Unknown::Signature(reason(&refused)))?;
    let key = key.ok_or(Unknown::Unreadable)?;
    check_temporary(&key, request, &verified, now)?;
    let project = request.header("x-project-id").map(str::to_owned);
    let project = project.or_else(|| own_project(state, &key, &site.region));
    Ok(Caller { user: key.user, scope: project.map_or(Scope::Account, Scope::Project) })
}

fn secret(key: &Key) -> Option<SecretKey> {
    key.secret.parse().ok()
}

/// Keeps count of wrong signatures in a row, and refuses a locked key whatever it signs.
fn count(state: &mut State, key: &Key, checked: &Result<Verified, Refused>, now: u64) -> Result<(), Unknown> {
    let attempts = state.wrong_signatures.entry(key.access.clone()).or_default();
    if !attempts.is_locked(now) {
        match checked {
            Ok(_) => attempts.clear(),
            Err(Refused::SignatureMismatch { .. }) => attempts.count(MOST_WRONG, LOCK_SECONDS, now),
            Err(_) => {}
        }
    }
    if attempts.is_locked(now) {
        return Err(Unknown::Signature("AK access failed to reach the limit,forbidden".to_owned()));
    }
    Ok(())
}

/// In the gateway's words, which give away the canonical request but no token in it.
fn reason(refused: &Refused) -> String {
    match refused {
        Refused::UnknownAccessKey(access) => format!("Get secretKey failed,ak:{access},err:ak not exist"),
        Refused::DateOutOfWindow { signed, now } => {
            format!("signature expired, signature time:{signed},server time:{now}")
        }
        Refused::SignatureMismatch { canonical_request } => {
            let canonical_request = canonical_request.to_string().replace('\n', "|");
            format!("verify aksk signature fail, canonicalRequest:{canonical_request}")
        }
        other => format!("verify aksk signature fail, {other}"),
    }
}

/// A temporary key is good only with its token, signed with it, and for its time.
fn check_temporary(key: &Key, request: &Received, verified: &Verified, now: u64) -> Result<(), Unknown> {
    const TOKEN: &str = "x-security-token";
    let Some(temporary) = &key.temporary else { return Ok(()) };
    let is_signed = verified.signed_headers.iter().any(|name| name == TOKEN);
    if !is_signed || request.header(TOKEN) != Some(temporary.token.as_str()) {
        let reason =
            "verify aksk signature fail, the security token of the temporary access key is missing or wrong";
        return Err(Unknown::Signature(reason.to_owned()));
    }
    if temporary.expires <= now {
        return Err(Unknown::Expired(temporary.expires));
    }
    Ok(())
}

/// The project that a region has of itself, for callers which name none.
fn own_project(state: &State, key: &Key, region: &str) -> Option<String> {
    let own =
        state.projects.iter().find(|project| project.account == key.user.account && project.name == region);
    own.map(|project| project.id.to_owned())
}
