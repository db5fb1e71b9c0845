//! What the page may call: the functions of [`super`], their faults as codes.

use wasm_bindgen::prelude::*;

fn told(made: Result<Vec<u8>, super::SealFault>) -> Result<Vec<u8>, JsError> {
    made.map_err(|fault| JsError::new(fault.code()))
}

/// Seals with a passphrase.
#[wasm_bindgen]
pub fn seal(plain: &[u8], passphrase: &str) -> Result<Vec<u8>, JsError> {
    told(super::seal(plain, passphrase))
}

/// Opens what was sealed with a passphrase.
#[wasm_bindgen]
pub fn open(sealed: &[u8], passphrase: &str) -> Result<Vec<u8>, JsError> {
    told(super::open(sealed, passphrase))
}

/// Seals to a public key.
#[wasm_bindgen]
pub fn seal_to(plain: &[u8], key: &str) -> Result<Vec<u8>, JsError> {
    told(super::seal_to(plain, key))
}

/// Opens what was sealed to a key, with its secret half.
#[wasm_bindgen]
pub fn open_with(sealed: &[u8], secret: &str) -> Result<Vec<u8>, JsError> {
    told(super::open_with(sealed, secret))
}
