//! Thin wrappers around the browser: everything that is neither ours nor leptos'. They know nothing
//! of the API or the app, and none of them panics where the browser refuses.

pub mod address;
pub mod broadcast;
pub mod build;
pub mod clipboard;
pub mod clock;
pub mod document;
pub mod focus;
pub mod intl;
pub mod keys;
pub mod leaving;
pub mod letters;
pub mod listener;
pub mod locks;
pub mod notification;
pub mod press;
pub mod rows;
pub mod storage;
pub mod text;
pub mod translation;
pub mod typing;
pub mod visibility;
pub mod worker;
pub mod zones;
