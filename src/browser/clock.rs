//! The time, and chance.

use domain::instant::Instant;

/// The current moment, by this machine's clock.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
pub fn now() -> Instant {
    Instant(js_sys::Date::now() as i64)
}

/// A random number in `0.0..1.0`, for jitter, not for secrets.
#[must_use]
pub fn random() -> f64 {
    js_sys::Math::random()
}

/// An id that nobody else has: 32 hexadecimal digits.
#[must_use]
pub fn unique() -> String {
    let mut bytes = [0; 16];
    // Unlike `randomUUID` it is there without a secure context, too.
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if crypto.is_none_or(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_err()) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 256")]
        bytes.fill_with(|| (random() * 256.0) as u8);
    }
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes.into_iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Waits so many milliseconds. Dropping the future cancels the wait.
pub async fn sleep(milliseconds: i64) {
    // A browser's timer holds 31 bits; longer waits are cut, and whoever waits asks again.
    let milliseconds = u32::try_from(milliseconds.clamp(0, 0x7fff_ffff)).unwrap_or(0);
    gloo_timers::future::TimeoutFuture::new(milliseconds).await;
}
