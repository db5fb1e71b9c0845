//! A file sealed so that ordinary e-mail or a memory stick can take it: the age format (age-encryption.org/v1), as text, by the
//! crate `age`. Sealed with a passphrase, or to the public key of a service that its pack carries. The format's own program
//! opens what is sealed here, and the other way round (`tests/seal`).
//!
//! In the browser this is a program of its own (`door`), which loads when something is sealed or opened.

#[cfg(target_arch = "wasm32")]
pub mod door;

use std::borrow::Cow;
use std::fmt;
use std::io::{Read, Write};
use std::iter;

use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, scrypt, x25519};

/// How much work a passphrase costs, to us once and to whoever guesses at every guess: 2^16 rounds of scrypt and 64 MB.
pub const WORK: u8 = 16;

/// The most work that a file may ask for before it is refused: 2^20 rounds and 1 GB.
pub const MOST_WORK: u8 = 20;

/// The shortest passphrase that is taken for sealing, in characters.
pub const SHORTEST: usize = 12;

/// The largest file that is sealed or opened, in bytes.
pub const LARGEST: usize = 8 << 20;

/// How every file of the format begins, whatever its version.
const MARK: &[u8] = b"age-encryption.org/";
/// How the version that we know goes on.
const VERSION: &[u8] = b"v1\n";
const BEGIN: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";
const END: &[u8] = b"-----END AGE ENCRYPTED FILE-----";

/// Why a file was not sealed, or not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealFault {
    /// The passphrase is another one. A file whose passphrase part was damaged says the same.
    WrongPassphrase,
    /// The passphrase is too short to keep anything.
    ShortPassphrase,
    /// No file of the format.
    NotSealed,
    /// A file of a later version of the format.
    Newer,
    /// Cut off, or changed after it was sealed.
    Broken,
    /// Sealed to a key, and opened with a passphrase.
    ForAKey,
    /// Sealed with a passphrase, and opened with a key.
    ForAPassphrase,
    /// Sealed to another key than the one that it was opened with.
    OtherKey,
    /// What was given as a key is none.
    NotAKey,
    /// The file asks for more work than any file of ours, as a hostile one would.
    TooMuchWork,
    /// Larger than anything of ours.
    TooLarge,
}

impl SealFault {
    /// The name that the page and its words use.
    pub fn code(self) -> &'static str {
        match self {
            SealFault::WrongPassphrase => "wrong_passphrase",
            SealFault::ShortPassphrase => "short_passphrase",
            SealFault::NotSealed => "not_sealed",
            SealFault::Newer => "newer",
            SealFault::Broken => "broken",
            SealFault::ForAKey => "for_a_key",
            SealFault::ForAPassphrase => "for_a_passphrase",
            SealFault::OtherKey => "other_key",
            SealFault::NotAKey => "not_a_key",
            SealFault::TooMuchWork => "too_much_work",
            SealFault::TooLarge => "too_large",
        }
    }
}

impl fmt::Display for SealFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for SealFault {}

/// Seals with a passphrase. Blanks around it do not count: a telephone's keyboard puts one there that nobody sees.
pub fn seal(plain: &[u8], passphrase: &str) -> Result<Vec<u8>, SealFault> {
    let passphrase = passphrase.trim();
    if passphrase.chars().count() < SHORTEST {
        return Err(SealFault::ShortPassphrase);
    }
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
    recipient.set_work_factor(WORK);
    seal_for(plain, &recipient)
}

/// Seals to a public key, such as `age1…`.
pub fn seal_to(plain: &[u8], key: &str) -> Result<Vec<u8>, SealFault> {
    let recipient: x25519::Recipient = key.trim().parse().map_err(|_| SealFault::NotAKey)?;
    seal_for(plain, &recipient)
}

/// Opens what was sealed with a passphrase.
pub fn open(sealed: &[u8], passphrase: &str) -> Result<Vec<u8>, SealFault> {
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase.trim()));
    identity.set_max_work_factor(MOST_WORK);
    open_as(sealed, &identity, true)
}

/// Opens what was sealed to a key, with its secret half, such as `AGE-SECRET-KEY-1…`.
pub fn open_with(sealed: &[u8], secret: &str) -> Result<Vec<u8>, SealFault> {
    let identity: x25519::Identity = secret.trim().parse().map_err(|_| SealFault::NotAKey)?;
    open_as(sealed, &identity, false)
}

fn seal_for(plain: &[u8], recipient: &dyn Recipient) -> Result<Vec<u8>, SealFault> {
    if plain.len() > LARGEST / 2 {
        return Err(SealFault::TooLarge);
    }
    let mut sealed = Vec::new();
    let written = Encryptor::with_recipients(iter::once(recipient)).ok().and_then(|encryptor| {
        let armour = ArmoredWriter::wrap_output(&mut sealed, Format::AsciiArmor).ok()?;
        let mut writer = encryptor.wrap_output(armour).ok()?;
        writer.write_all(plain).ok()?;
        writer.finish().ok()?.finish().ok()
    });
    // One recipient, and a list of bytes to write to: nothing of this can fail.
    written.map(|_| ()).ok_or(SealFault::Broken)?;
    Ok(sealed)
}

fn open_as(sealed: &[u8], identity: &dyn Identity, passphrase: bool) -> Result<Vec<u8>, SealFault> {
    let bare = without_armour(sealed)?;
    let version = bare.strip_prefix(MARK).ok_or(SealFault::NotSealed)?;
    if !version.starts_with(VERSION) {
        return Err(if VERSION.starts_with(version) { SealFault::Broken } else { SealFault::Newer });
    }
    if ends_in_nothing(&bare) {
        return Err(SealFault::Broken);
    }
    let decryptor = Decryptor::new_buffered(&*bare).map_err(|_| SealFault::Broken)?;
    match (decryptor.is_scrypt(), passphrase) {
        (true, false) => return Err(SealFault::ForAPassphrase),
        (false, true) => return Err(SealFault::ForAKey),
        _ => {}
    }
    let mut reader = decryptor.decrypt(iter::once(identity)).map_err(|fault| match fault {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => SealFault::WrongPassphrase,
        DecryptError::ExcessiveWork { .. } => SealFault::TooMuchWork,
        DecryptError::NoMatchingKeys => SealFault::OtherKey,
        _ => SealFault::Broken,
    })?;
    let mut plain = Vec::new();
    reader.read_to_end(&mut plain).map_err(|_| SealFault::Broken)?;
    Ok(plain)
}

/// The file without its armour, where it has one. What stands around the armour, as in an e-mail, is left out.
fn without_armour(sealed: &[u8]) -> Result<Cow<'_, [u8]>, SealFault> {
    if sealed.len() > LARGEST {
        return Err(SealFault::TooLarge);
    }
    if sealed.starts_with(MARK) {
        return Ok(Cow::Borrowed(sealed));
    }
    let begin = find(sealed, BEGIN).ok_or(SealFault::NotSealed)?;
    let length = find(&sealed[begin..], END).ok_or(SealFault::Broken)? + END.len();
    let mut bare = Vec::new();
    ArmoredReader::new(&sealed[begin..begin + length]).read_to_end(&mut bare).map_err(|_| SealFault::Broken)?;
    Ok(Cow::Owned(bare))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Whether the last piece of a file of several pieces is empty, which no program writes. Only somebody who knows the
/// passphrase can make such a file; it is refused here, before the crate finds it.
fn ends_in_nothing(bare: &[u8]) -> bool {
    const NONCE: usize = 16;
    const TAG: usize = 16;
    const PIECE: usize = (64 << 10) + TAG;
    let header = find(bare, b"\n---").and_then(|mac| Some(mac + 1 + find(&bare[mac + 1..], b"\n")? + 1));
    let body = header.and_then(|header| bare.len().checked_sub(header + NONCE)).unwrap_or_default();
    body > PIECE && body % PIECE == TAG
}
