//! `POST /v3.0/OS-CREDENTIAL/securitytokens`: an access key for a while.

use std::ops::RangeInclusive;

use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock,
    identity::{Caller, Key, Temporary},
    refusal::Refusal,
};

const SECONDS: RangeInclusive<u64> = 900..=86_400;

pub(in crate::operations) fn handle(call: Call<'_>, caller: &Caller) -> Result<Reply, Refusal> {
    let body = Json::Object(call.object()?);
    if body.pointer("/auth/identity/methods") != Some(&json!(["token"])) {
        return Err(call.bad_parameter("identity.methods must be token"));
    }
    let seconds = match body.pointer("/auth/identity/token/duration_seconds") {
        None => Some(*SECONDS.start()),
        Some(seconds) => seconds.as_u64().filter(|seconds| SECONDS.contains(seconds)),
    };
    let seconds = seconds.ok_or_else(|| call.bad_parameter("duration_seconds must be 900 to 86400"))?;

    let serial = &mut call.state.serial;
    let temporary = Temporary {
        token: format!("EmulatedSecurityToken-{}{}", serial.hex(), serial.hex()),
        expires: call.now + seconds,
    };
    let access: String = serial.hex().to_ascii_uppercase().chars().take(16).collect();
    let key = Key {
        access: format!("HST3{access}"),
        secret: format!("EmulatedTemporarySecret{}", serial.hex()),
        user: caller.user,
        temporary: Some(temporary.clone()),
    };
    call.state.keys.push(key.clone());
    let credential = json!({
        "access": key.access,
        "secret": key.secret,
        "securitytoken": temporary.token,
        "expires_at": clock::with_zone(temporary.expires),
    });
    Ok(Reply::json(201, json!({ "credential": credential })))
}
