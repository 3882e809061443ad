//! Local times of any zone, also where its clocks are changed.

use console::browser::zones::Zone;
use domain::instant::Instant;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn local_times_are_found_where_clocks_are_changed() {
    for (zone, local, expected) in [
        ("Europe/Berlin", "2026-11-22T10:30:00", "2026-11-22T09:30:00Z"),
        // An hour that there is not, and one that there is twice.
        ("Europe/Berlin", "2026-03-29T01:59:59", "2026-03-29T00:59:59Z"),
        ("Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z"),
        ("Europe/Berlin", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z"),
        ("Europe/Berlin", "2026-10-25T01:59:59", "2026-10-24T23:59:59Z"),
        ("Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z"),
        ("Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z"),
        // Days that begin with such an hour.
        ("Europe/Berlin", "2026-03-29T00:00:00", "2026-03-28T23:00:00Z"),
        ("Europe/Berlin", "2026-10-25T00:00:00", "2026-10-24T22:00:00Z"),
        ("America/Sao_Paulo", "2018-11-04T00:00:00", "2018-11-04T03:00:00Z"),
        ("America/Havana", "2026-11-01T00:00:00", "2026-11-01T04:00:00Z"),
        // By half an hour, and by a whole day.
        ("Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00Z"),
        ("Pacific/Apia", "2011-12-30T00:00:00", "2011-12-30T10:00:00Z"),
        ("UTC", "2026-03-29T02:30:00", "2026-03-29T02:30:00Z"),
    ] {
        let found = Zone::named(zone).unwrap().moment_of(local).and_then(Instant::to_rfc3339);
        assert_eq!(found.map(|found| found.replace(".000", "")).as_deref(), Some(expected), "{zone} {local}");
    }
}

#[wasm_bindgen_test]
fn what_is_no_zone_is_none() {
    for name in ["", "Nowhere/Town", "+01:00", "europe"] {
        assert!(Zone::named(name).is_none(), "{name}");
    }
}
