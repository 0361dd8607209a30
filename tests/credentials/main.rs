//! Credentials: signing in, signing, how long a credential is good, and that nothing shows its secrets.

mod calls;
mod clock;
mod headers;
mod inspection;
mod life;
mod parsing;
mod pasted;
mod projects;
mod provider;
mod secrets;
mod sign_in;
mod sign_in_refused;
mod signatures;
mod spellings;
mod wire;
