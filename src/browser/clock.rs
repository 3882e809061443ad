//! The time, and chance.

use std::cell::Cell;

use domain::instant::Instant;
use domain::session::ServerClock;

thread_local! {
    static SERVER: Cell<ServerClock> = Cell::default();
}

/// The current moment, by this machine's clock.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
pub fn now() -> Instant {
    Instant(js_sys::Date::now() as i64)
}

/// Milliseconds by a clock that nobody can set: for waits. It tells no time of day, differs from tab to tab, and may
/// stand still while the machine sleeps.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since the page was opened fit")]
pub fn steady() -> Instant {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or_else(now, |performance| Instant(performance.now() as i64))
}

/// An answer of the API says what time it is for the server.
pub fn hear_server(date: Instant) {
    SERVER.with(|server| {
        let mut clock = server.get();
        clock.hear(date, steady());
        server.set(clock);
    });
}

/// What time it is for the server, where an answer told. Moments that the server names are compared with this one.
#[must_use]
pub fn server_now() -> Option<Instant> {
    SERVER.with(|server| server.get().now(steady()))
}

/// What time it is, as well as it is known: by the server's clock, or by this machine's.
#[must_use]
pub fn best_now() -> Instant {
    server_now().unwrap_or_else(now)
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
