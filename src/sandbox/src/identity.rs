//! Who calls: accounts, users, and what they show.

/// Owns projects and users.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
}

/// An IAM user.
pub(crate) struct User {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) account: Account,
    pub(crate) access: Access,
    pub(crate) sign_in: SignIn,
}

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Everything.
    Full,
    /// None of the operations here. A role or policy says so.
    ReadOnly,
    /// None of the operations here. An identity policy says so.
    Denied,
}

/// How a user signs in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SignIn {
    /// By the password.
    Password,
    /// By the password and a passcode.
    Passcode,
    /// Not at all.
    Locked,
    /// At the vendor's own console only.
    ConsoleOnly,
}

/// What a credential is good for.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    Project(String),
    /// The account as a whole, which is good for IAM only.
    Account,
}

/// A token.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) user: &'static User,
    pub(crate) scope: Scope,
    pub(crate) methods: Vec<&'static str>,
    /// In seconds since 1970, like the end.
    pub(crate) issued: u64,
    pub(crate) expires: u64,
}

/// An access key.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) access: String,
    pub(crate) secret: String,
    pub(crate) user: &'static User,
    pub(crate) temporary: Option<Temporary>,
}

/// What makes a key a temporary one.
#[derive(Clone)]
pub(crate) struct Temporary {
    pub(crate) token: String,
    /// In seconds since 1970.
    pub(crate) expires: u64,
}

/// Who calls.
pub(crate) struct Caller {
    pub(crate) user: &'static User,
    pub(crate) scope: Scope,
}

impl Caller {
    /// The project, if the credential is good for one.
    pub(crate) fn project(&self) -> Option<&str> {
        match &self.scope {
            Scope::Project(id) => Some(id),
            Scope::Account => None,
        }
    }
}
