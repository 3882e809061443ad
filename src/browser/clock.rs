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

/// Waits so many milliseconds. Dropping the future cancels the wait.
pub async fn sleep(milliseconds: i64) {
    // A browser's timer holds 31 bits; longer waits are cut, and whoever waits asks again.
    let milliseconds = u32::try_from(milliseconds.clamp(0, 0x7fff_ffff)).unwrap_or(0);
    gloo_timers::future::TimeoutFuture::new(milliseconds).await;
}
