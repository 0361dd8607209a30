use std::fmt;

use backup_model::pasted::{self, Stray};
use backup_words::{Tell, Words, words};
use zeroize::Zeroizing;

/// An IAM user and the password, wiped from memory when dropped.
#[derive(Clone)]
pub struct Login {
    account: String,
    user: String,
    password: Zeroizing<String>,
}

impl Login {
    /// Reads a login as it was typed. A password is taken as it is, spaces around it included; what nobody sees in
    /// it is refused, for several wrong passwords lock a user.
    ///
    /// # Errors
    /// What is missing or wrong.
    pub fn parse(account: &str, user: &str, password: &str) -> Result<Self, NoLogin> {
        let (account, user) = (pasted::trim(account), pasted::trim(user));
        if account.is_empty() {
            return Err(NoLogin::Account);
        }
        if user.is_empty() {
            return Err(NoLogin::User);
        }
        if password.is_empty() {
            return Err(NoLogin::Password);
        }
        if let Some(stray) = Stray::unseen(account) {
            return Err(NoLogin::AccountUnseen(stray));
        }
        if let Some(stray) = Stray::unseen(user) {
            return Err(NoLogin::UserUnseen(stray));
        }
        // Controls that a keyboard has can be meant.
        if let Some(stray) = Stray::find(password, |c| c.is_ascii() || !pasted::is_invisible(c)) {
            return Err(NoLogin::PasswordUnseen(stray));
        }
        let password = Zeroizing::new(password.to_owned());
        Ok(Self { account: account.to_owned(), user: user.to_owned(), password })
    }

    /// The name of the account.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// The name of the user.
    pub fn user(&self) -> &str {
        &self.user
    }

    pub(crate) fn password(&self) -> &str {
        &self.password
    }
}

/// What a login lacks, or cannot hold. Never holds any of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoLogin {
    /// The name of the account.
    Account,
    /// The name of the user.
    User,
    /// The password.
    Password,
    /// The name of the account holds a character that nobody sees.
    AccountUnseen(Stray),
    /// The name of the user does.
    UserUnseen(Stray),
    /// The password does.
    PasswordUnseen(Stray),
}

words! {
    mod text {
        account: "The sign-in needs the name of the account.";
        user: "The sign-in needs the name of the IAM user.";
        password: "The sign-in needs the password.";
        account_unseen(position: Count, found: &str): "The name of the account cannot hold this: character {position} \
            is {found}. Remove it.";
        user_unseen(position: Count, found: &str): "The name of the user cannot hold this: character {position} is \
            {found}. Remove it.";
        password_unseen(position: Count, found: &str): "The password cannot hold this: character {position} is {found}. \
            Remove it.";
        user_id: "The passcode needs the ID of the IAM user: letters, digits and hyphens.";
        code: "The sign-in needs the digits that the virtual MFA device shows.";
    }
}

impl Tell for NoLogin {
    fn told(&self, words: Words) -> String {
        let (unseen, stray) = match self {
            Self::Account => return text::account(words).to_owned(),
            Self::User => return text::user(words).to_owned(),
            Self::Password => return text::password(words).to_owned(),
            Self::AccountUnseen(stray) => (text::account_unseen as Unseen, stray),
            Self::UserUnseen(stray) => (text::user_unseen as Unseen, stray),
            Self::PasswordUnseen(stray) => (text::password_unseen as Unseen, stray),
        };
        unseen(words, stray.position, &stray.found(words))
    }
}

/// Tells of a character that nobody sees.
type Unseen = fn(Words, usize, &str) -> String;

impl fmt::Display for NoLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

impl std::error::Error for NoLogin {}

/// What login protection asks for beside the password, wiped from memory when dropped.
#[derive(Clone)]
pub struct Passcode {
    user_id: String,
    code: Zeroizing<String>,
}

impl Passcode {
    /// Reads the id of the user, without which IAM takes no passcode, and the digits that a virtual MFA device
    /// shows, blanks between them left out.
    ///
    /// # Errors
    /// Which of the two is wrong.
    pub fn parse(user_id: &str, code: &str) -> Result<Self, NoPasscode> {
        let user_id = pasted::value(user_id);
        if user_id.is_empty() || !user_id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return Err(NoPasscode::UserId);
        }
        let code: Zeroizing<String> =
            Zeroizing::new(code.chars().filter(|c| !pasted::is_invisible(*c)).collect());
        if code.is_empty() || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NoPasscode::Code);
        }
        Ok(Self { user_id: user_id.to_owned(), code })
    }

    pub(super) fn user_id(&self) -> &str {
        &self.user_id
    }

    pub(super) fn code(&self) -> &str {
        &self.code
    }
}

/// Why texts are no passcode. Never holds any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPasscode {
    /// The id of the user is missing, or no id.
    UserId,
    /// The code is missing, or not of digits.
    Code,
}

impl Tell for NoPasscode {
    fn told(&self, words: Words) -> String {
        let told = match self {
            Self::UserId => text::user_id(words),
            Self::Code => text::code(words),
        };
        told.to_owned()
    }
}

impl fmt::Display for NoPasscode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

impl std::error::Error for NoPasscode {}
