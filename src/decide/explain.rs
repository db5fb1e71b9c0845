//! A decision as plain text that a person can read.
