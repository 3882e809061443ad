//! Reading what another server may leave out, null or break.

use serde::{Deserialize, Deserializer};

/// A field that may be null: null reads as the type's default. Together with `#[serde(default)]`
/// a field may be missing, too.
pub(crate) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}
