//! Who calls: what a credential says, and whether it still holds.

use crate::{clock, received::Received, refusal::Refusal, state::State};

/// What a caller may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Everything.
    Full,
    /// None of the operations here. A role or policy says so.
    ReadOnly,
    /// None of the operations here. An identity policy says so.
    Denied,
}

/// A token of one project.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) project: String,
    pub(crate) access: Access,
    /// In seconds since 1970.
    pub(crate) expires: u64,
}

/// Who calls.
pub(crate) struct Caller {
    pub(crate) project: String,
    pub(crate) access: Access,
}

/// Finds out who calls, as the gateway before all services does.
pub(crate) fn authenticate(state: &State, request: &Received, now: u64) -> Result<Caller, Refusal> {
    let text = request.header("x-auth-token").filter(|text| !text.is_empty());
    let text = text.ok_or_else(|| Refusal::unauthenticated("x-auth-token not found"))?;
    let token = state.tokens.iter().find(|token| token.text == text);
    let token = token.ok_or_else(|| Refusal::unauthenticated("decrypt token fail"))?;
    if token.expires <= now {
        let expired = format!("token expires, expires_at: {}", clock::with_zone(token.expires));
        return Err(Refusal::unauthenticated(expired));
    }
    Ok(Caller { project: token.project.clone(), access: token.access })
}
