//! Numbers that look random and are the same every time: ids, shuffled orders, seeded variety.

/// A 64-bit hash of a text (FNV-1a with a finishing mix).
pub(crate) fn hash(text: &str) -> u64 {
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        state ^= u64::from(byte);
        state = state.wrapping_mul(0x0100_0000_01b3);
    }
    mix(state)
}

/// Spreads a number over all bits.
pub(crate) fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// An object id, always the same for the same name: 24 lower-case hexadecimal digits.
pub(crate) fn object_id(name: &str) -> String {
    let first = hash(name);
    let second = u32::try_from(mix(first) >> 32).unwrap_or_default();
    format!("{first:016x}{second:08x}")
}

/// The first bits of a hash as a number that SQLite and JSON can hold exactly.
pub(crate) fn shuffle_key(text: &str) -> i64 {
    i64::try_from(hash(text) >> 11).unwrap_or_default()
}

/// A fresh random object id.
pub(crate) fn fresh_id() -> String {
    format!("{:016x}{:08x}", random(), random() >> 32)
}

/// Random text for a token.
pub(crate) fn secret() -> String {
    format!("{:016x}{:016x}{:016x}", random(), random(), random())
}

/// A random number. Where the system has none, the clock must do: nothing here guards a secret.
pub(crate) fn random() -> u64 {
    getrandom::u64().unwrap_or_else(|_| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        mix(now.map_or(0, |passed| u64::from(passed.subsec_nanos())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_object_ids_and_differ() {
        let ids: Vec<String> = (0..1000).map(|n| object_id(&format!("unit_test {n}"))).collect();
        let mut distinct = ids.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), ids.len());
        assert!(ids.iter().all(|id| contract::UnitTestId::parse(id).is_some()));
        assert_eq!(object_id("a"), object_id("a"));
    }
}
